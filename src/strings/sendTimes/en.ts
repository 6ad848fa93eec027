/** The English of suggested times for a message that goes later. `{{name}}` is filled in by `createTranslate`. */
export const en = {
  /** Read by screen readers before the buttons. `place`: of a time zone, such as New York. */
  suggested: 'Suggested times in {{place}}',
  /** Buttons. `time`: a time of the day, such as 5:00 PM. */
  today: 'Today {{time}}',
  tomorrow: 'Tomorrow {{time}}',
  /** `day`: of the week, such as Monday. */
  onDay: '{{day}} {{time}}',
  /** What a button is for screen readers: its words, and the zone. */
  inPlace: '{{label}} ({{place}})',
};
