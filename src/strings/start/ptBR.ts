import type { StartStringTable } from '../StringTable';

export const ptBR: StartStringTable = {
  language: 'pt-BR',
  startConversation: 'Iniciar conversa',
  close: 'Fechar',
  tryAgain: 'Tentar de novo',
  messageCustomer: 'Escrever para {{number}}',
  delivery_sent: 'Enviada',
  delivery_delivered: 'Entregue',
  delivery_read: 'Lida',
  deliveryReasonLoading: 'Perguntando o motivo à Twilio…',
  sendTemplate: 'Enviar modelo',
  colleagueMessage: '{{author}} escreve sobre um cliente seu: {{text}}',
  openConversation: 'Abrir conversa',
  messageTrace: 'Rastreamento de mensagens',
  conversations: 'Conversas',
  traceTask: 'Rastrear esta conversa',
  autoAcceptCountDown: '{{task}} será aceita em {{seconds}} s',
  autoAcceptStop: 'Não aceitar',
  autoAcceptWaits: '{{task}} foi aceita. Ela abre quando você parar de digitar.',
  autoAcceptOpen: 'Abrir agora',
  autoAcceptFailed: '{{task}} não pôde ser aceita automaticamente. Aceite-a você mesmo.',
  autoAcceptHindered: '{{task}} não foi aceita automaticamente: {{reason}} Aceite-a você mesmo.',
  notAccepted_activities: 'a regra não se aplica enquanto você está em “{{activity}}”.',
  notAccepted_notOnACall: 'você está em uma chamada.',
  notAccepted_openMessagingTasksBelow: 'você tem tantas conversas abertas quanto a regra permite.',
  orchestrationHookFailed:
    'Falhou a etapa própria do seu contact center para uma tarefa. Informe esta tarefa a um administrador: {{taskSid}}.',
  flexTooOld:
    'O Messaging Controls está desativado: ele precisa do Flex UI {{lowest}} ou posterior, e esta versão é a {{version}}. Peça a um administrador que atualize o Flex UI.',
  settingsProblems:
    'O Messaging Controls ignorou configurações erradas ({{count}}). A primeira: {{path}}: {{reason}} Veja todas no console do navegador.',
  settings_notAUrl: 'Precisa ser um endereço que comece com https://.',

  waiting: 'Em espera',
  peopleTab: 'Pessoas',
  wrapUpTab: 'Encerramento',

  chunkLoading: 'Carregando…',
  chunk_noBackend:
    'O Messaging Controls ainda não está configurado. Peça a um administrador que informe o endereço do backend (backendUrl).',
  chunk_unreachable:
    'Não conseguimos carregar esta parte do Messaging Controls. Verifique sua conexão e tente de novo.',
  chunk_gone:
    'O servidor não tem mais esta versão do Messaging Controls. Recarregue o Flex; se não ajudar, avise um administrador.',
  chunk_broken:
    'Esta parte do Messaging Controls tem um erro. Recarregue o Flex; se não ajudar, avise um administrador.',
  deliveryFailed: 'Esta mensagem não foi entregue.',
  messageOvertaken: 'Cancelada, não enviada: o cliente escreveu antes.',
};
