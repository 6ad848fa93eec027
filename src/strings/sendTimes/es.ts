import type { SendTimesStringTable } from './sendTimesStrings';

export const es: SendTimesStringTable = {
  suggested: 'Horas sugeridas en {{place}}',
  today: 'Hoy, {{time}}',
  tomorrow: 'Mañana, {{time}}',
  onDay: '{{day}}, {{time}}',
  inPlace: '{{label}} ({{place}})',
};
