/** What was said with a customer before. */
export const en = {
  title: 'Past conversations',
  hide: 'Hide past conversations',
  loading: 'Looking them up…',
  none: 'None that you may see.',
  isOpen: 'open',
  by_customer: 'Customer',
  by_you: 'You',
  by_system: 'Automatic text',
  line: '{{name}}: {{text}}',
  picture: '(a file)',
};
