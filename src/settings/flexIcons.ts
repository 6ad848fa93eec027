/** Flex UI's own icons; `Agent*` is `AgentBold` too. https://www.twilio.com/docs/flex/developer/ui/components/icons */
const FLEX_ICONS: ReadonlySet<string> = new Set(
  `
  Accept AcceptLarge Add Agent* AgentNotify* Agents* AgentsView* Alert AlertError AlertTriangle AlignCenter
  AlignJustify AlignLeft AlignRight Analyze* AppDegraded AppleMessagesForBusiness ArrowDown ArrowLeft ArrowRight
  ArrowUp Attachment Audio AudioAttachment BackArrow Bell* Bold Bulb* Call* CallSmall Channel ChatGeneral Clock Close
  CloseLarge Cogs ConnectionError ContentTemplates Copy Dashboard* Dashboards* Data* DebuggerWarning DefaultAvatar*
  Dialpad DialpadLarge DigitalTransfer Directory* Download DragHandle Edit Email* Empty EmptyContent Error Eye*
  Facebook* FacebookMessenger File FileAttachment FileAudio FileImage FileVideo Filter FilterTrigger FilterUp
  FlexBanner FlexDebugger Folder Format Fullscreen GenericDoc GenericImage GenericTask* GoogleBusinessMessages
  GreenIndicator GreyIndicator GroupCall* Hamburger HamburgerNotify Hangup* HangupLarge Help* Hold* HoldBoldSmall
  HoldLarge* HoldOff HoldOffLarge IncomingCall* IncomingTransfer* Info* Information Inspections* Italic LeaveCall
  LeaveCallLarge Line* Link Loading Logout* Message* Messaging Minimize Minus MonitorBoldLarge MonitorOffLarge
  MonitorSmall More Mute* MuteLarge* NewTask NoCRM NoChat NoData Notes NotificationDegraded NotificationOperational
  Open OpenInNewWindow OrderedList OutboundCall* PaperClip Participant Pause Pdf Play PointerArrowDown ProductChannel
  ProductSupport Questionnaires* Queue Queues* Read Refresh Resize SadFace Search SendLarge Settings* SideMenuOff
  SideMenuOn Sms* SmsAlt SmsV2 SpeechSearches* StraightFace Strikethrough Success Suggested Supervisor*
  Supportability* TasksLarge TasksSmall Thumbdown* Thumbup* Time Transfer* TransferLarge Twilio Underline
  UnorderedList User Video* VirtualAgent Voice* VoiceSmall Volume* Warning Webchat Whatsapp*
  `
    .split(/\s+/)
    .flatMap((name) => (name.endsWith('*') ? [name.slice(0, -1), name.replace('*', 'Bold')] : name)),
);

export const isFlexIcon = (icon: string): boolean => icon !== '' && FLEX_ICONS.has(icon);
