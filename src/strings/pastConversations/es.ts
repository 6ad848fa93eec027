import type { PastConversationsStringTable } from './pastConversationsStrings';

export const es: PastConversationsStringTable = {
  title: 'Conversaciones anteriores',
  summary: 'Conversaciones anteriores: {{count}}, la última el {{date}}',
  showAll: 'Mostrar todas',
  loading: 'Buscando conversaciones anteriores…',
  none: 'No hay conversaciones anteriores que usted pueda ver.',
  isOpen: 'abierta',
  by_customer: 'Cliente',
  by_you: 'Usted',
  by_system: 'Texto automático',
  line: '{{name}}: {{text}}',
  picture: '(un archivo)',
};
