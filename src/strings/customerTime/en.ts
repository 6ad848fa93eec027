/** The English of where a customer is, and who says so. */
export const en = {
  /** `times`: such as "14:30 (New York)", or several of them. */
  customerTime: 'Customer’s time: {{times}}',
  customerTimeUnknown: 'Customer’s time isn’t known.',
  timeZoneFrom_agent: 'Time zone set by {{name}}, {{at}}.',
  timeZoneFrom_contact: 'Time zone from your contacts.',
  timeZoneFrom_settings: 'Time zone from the settings.',
  /** Follows `timeZoneFrom_agent` or `timeZoneFrom_contact`, where only a supervisor’s word counts alone. */
  timeZoneByNumberToo: 'Quiet hours go by their number too.',
  timeZoneSomebody: 'an agent',
  timeZoneWhere: 'Where the customer is',
  timeZoneEdit: 'Change',
  timeZoneChange: 'Change time zone',
  timeZoneChoose: 'Choose a time zone',
  timeZoneHelp:
    'It’s saved with your name, for everyone who writes to this customer. If their number belongs elsewhere, quiet hours go by both.',
  timeZoneHelpSupervisor:
    'It’s saved with your name, for everyone who writes to this customer. Quiet hours go by it alone.',
  timeZoneMissing: 'Choose a time zone.',
  timeZoneSave: 'Save time zone',
  timeZoneForget: 'Go by their number',
  timeZoneCancel: 'Cancel',
  timeZoneRefused: 'The settings don’t let you do this. Ask a supervisor.',
} as const;
