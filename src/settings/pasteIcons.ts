/** The Paste icons that a channel can have, by their names there: https://paste.twilio.design/components/icon */
export const PASTE_ICONS = [
  'AgentIcon',
  'BusinessIcon',
  'ChatIcon',
  'CommunityIcon',
  'EmailIcon',
  'ProductConversationsIcon',
  'ProductMessagingIcon',
  'ProductSupportIcon',
  'SMSIcon',
  'SendIcon',
  'SupportIcon',
  'UserIcon',
] as const;

export type PasteIconName = (typeof PASTE_ICONS)[number];

export const isPasteIcon = (icon: string): icon is PasteIconName => (PASTE_ICONS as readonly string[]).includes(icon);
