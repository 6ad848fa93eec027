import type { TeamsStringTable } from './teamsStrings';

export const es: TeamsStringTable = {
  load: 'Carga',
  loadHelp: 'Conversaciones del agente por canal, incluido el cierre',
  wait: 'Mayor espera',
  waitHelp: 'Desde el primer mensaje que ningún agente ha respondido',
  offered: 'Ofrecidas',
  offeredHelp: 'Conversaciones que el agente todavía no ha aceptado',
  unanswered: '{{count}} sin responder',
  invited: '{{count}} por invitación',
  notKnown: 'Todavía no se sabe',
  channel_sms: 'SMS',
  channel_whatsapp: 'WhatsApp',
  channel_rcs: 'RCS',
  channel_messenger: 'Messenger',
  channel_apple: 'Mensajes de Apple',
  channel_chat: 'Chat',
  channel_web: 'Chat web',
  channel_email: 'Correo electrónico',
};
