/** Flex UI's own icons: https://www.twilio.com/docs/flex/developer/ui/components/icons */
const FLEX_ICONS: ReadonlySet<string> = new Set(
  `
  Accept AcceptLarge Add Agent AgentBold AgentNotify AgentNotifyBold Agents AgentsBold AgentsView AgentsViewBold
  Alert AlertError AlertTriangle AlignCenter AlignJustify AlignLeft AlignRight Analyze AnalyzeBold AppDegraded
  AppleMessagesForBusiness ArrowDown ArrowLeft ArrowRight ArrowUp Attachment Audio AudioAttachment BackArrow Bell
  BellBold Bold Bulb BulbBold Call CallBold CallSmall Channel ChatGeneral Clock Close CloseLarge Cogs
  ConnectionError ContentTemplates Copy Dashboard DashboardBold Dashboards DashboardsBold Data DataBold
  DebuggerWarning DefaultAvatar DefaultAvatarBold Dialpad DialpadLarge DigitalTransfer Directory DirectoryBold
  Download DragHandle Edit Email EmailBold Empty EmptyContent Error Eye EyeBold Facebook FacebookBold
  FacebookMessenger File FileAttachment FileAudio FileImage FileVideo Filter FilterTrigger FilterUp FlexBanner
  FlexDebugger Folder Format Fullscreen GenericDoc GenericImage GenericTask GenericTaskBold
  GoogleBusinessMessages GreenIndicator GreyIndicator GroupCall GroupCallBold Hamburger HamburgerNotify Hangup
  HangupBold HangupLarge Help HelpBold Hold HoldBold HoldBoldSmall HoldLarge HoldLargeBold HoldOff HoldOffLarge
  IncomingCall IncomingCallBold IncomingTransfer IncomingTransferBold Info InfoBold Information Inspections
  InspectionsBold Italic LeaveCall LeaveCallLarge Line LineBold Link Loading Logout LogoutBold Message
  MessageBold Messaging Minimize Minus MonitorBoldLarge MonitorOffLarge MonitorSmall More Mute MuteBold MuteLarge
  MuteLargeBold NewTask NoCRM NoChat NoData Notes NotificationDegraded NotificationOperational Open
  OpenInNewWindow OrderedList OutboundCall OutboundCallBold PaperClip Participant Pause Pdf Play PointerArrowDown
  ProductChannel ProductSupport Questionnaires QuestionnairesBold Queue Queues QueuesBold Read Refresh Resize
  SadFace Search SendLarge Settings SettingsBold SideMenuOff SideMenuOn Sms SmsAlt SmsBold SmsV2 SpeechSearches
  SpeechSearchesBold StraightFace Strikethrough Success Suggested Supervisor SupervisorBold Supportability
  SupportabilityBold TasksLarge TasksSmall Thumbdown ThumbdownBold Thumbup ThumbupBold Time Transfer TransferBold
  TransferLarge Twilio Underline UnorderedList User Video VideoBold VirtualAgent Voice VoiceBold VoiceSmall
  Volume VolumeBold Warning Webchat Whatsapp WhatsappBold
  `
    .split(/\s+/)
    .filter(Boolean),
);

export const isFlexIcon = (icon: string): boolean => FLEX_ICONS.has(icon);
