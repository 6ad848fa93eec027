/** What was said with a customer before. */
export const en = {
  title: 'Past conversations',
  /** `count`: how many, or `5+`. `date`: of the day on which the latest began. */
  summary: 'Past conversations: {{count}}, last on {{date}}',
  showAll: 'Show all',
  loading: 'Looking up past conversations…',
  none: 'There are no past conversations that you can see.',
  isOpen: 'open',
  by_customer: 'Customer',
  by_you: 'You',
  /** Who wrote a line: neither an agent nor the customer, such as a reminder. */
  by_system: 'Automatic text',
  /** One line of a conversation: who wrote it, and what. */
  line: '{{name}}: {{text}}',
  picture: '(a file)',
};
