import type { TeamsStringTable } from './teamsStrings';

export const ptBR: TeamsStringTable = {
  load: 'Carga',
  loadHelp: 'Conversas do agente por canal, incluindo o encerramento',
  wait: 'Maior espera',
  waitHelp: 'Desde a primeira mensagem que nenhum agente respondeu',
  offered: 'Oferecidas',
  offeredHelp: 'Conversas que o agente ainda não aceitou',
  unanswered: '{{count}} sem resposta',
  invited: '{{count}} por convite',
  notKnown: 'Ainda não se sabe',
  channel_sms: 'SMS',
  channel_whatsapp: 'WhatsApp',
  channel_rcs: 'RCS',
  channel_messenger: 'Messenger',
  channel_apple: 'Mensagens da Apple',
  channel_chat: 'Chat',
  channel_web: 'Chat do site',
  channel_email: 'E-mail',
};
