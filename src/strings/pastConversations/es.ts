import type { PastConversationsStringTable } from './pastConversationsStrings';

export const es: PastConversationsStringTable = {
  title: 'Conversaciones anteriores',
  hide: 'Ocultar las conversaciones anteriores',
  loading: 'Buscando conversaciones anteriores…',
  none: 'No hay conversaciones anteriores que usted pueda ver.',
  isOpen: 'abierta',
  by_customer: 'Cliente',
  by_you: 'Usted',
  by_system: 'Texto automático',
  line: '{{name}}: {{text}}',
  picture: '(un archivo)',
};
