/** The English of the wrap-up form. */
export const en = {
  wrapUpTitle: 'Wrap-up',
  wrapUpAbout: 'Saved when you complete the task, for your reports.',
  /** A field: what came of the conversation, such as Resolved; the settings say which there are. */
  wrapUpDisposition: 'Disposition',
  wrapUpChoose: 'Choose a disposition',
  wrapUpNote: 'Note',
  wrapUpNoteHelp: 'Up to {{limit}} characters. Reports show it as you write it.',
  wrapUpNothing: 'There’s nothing to fill in for this task.',
  wrapUpMissing: 'Fill in the wrap-up, then complete the task.',
  wrapUpDispositionMissing: 'Choose what came of the conversation.',
  wrapUpNoteMissing: 'Write a note.',
  wrapUpSave: 'Save wrap-up',
  wrapUpSaved: 'Saved.',
  wrapUpNotSaved: 'We couldn’t save the wrap-up; what you filled in is still here. {{reason}}',
  wrapUpWithout: 'Complete without it',
  error_REQUEST_INVALID: 'The dispositions have changed. Reload Flex, then choose again.',
  error_NOT_INSIDE: 'This task isn’t yours anymore.',
} as const;
