import type { SendTimesStringTable } from './sendTimesStrings';

export const ptBR: SendTimesStringTable = {
  suggested: 'Horários sugeridos em {{place}}',
  today: 'Hoje, {{time}}',
  tomorrow: 'Amanhã, {{time}}',
  onDay: '{{day}}, {{time}}',
  inPlace: '{{label}} ({{place}})',
};
