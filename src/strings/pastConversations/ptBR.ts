import type { PastConversationsStringTable } from './pastConversationsStrings';

export const ptBR: PastConversationsStringTable = {
  title: 'Conversas anteriores',
  summary: 'Conversas anteriores: {{count}}, a última em {{date}}',
  showAll: 'Mostrar todas',
  loading: 'Buscando conversas anteriores…',
  none: 'Não há conversas anteriores que você possa ver.',
  isOpen: 'aberta',
  by_customer: 'Cliente',
  by_you: 'Você',
  by_system: 'Texto automático',
  line: '{{name}}: {{text}}',
  picture: '(um arquivo)',
};
