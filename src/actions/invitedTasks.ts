const INVITED = 'messagingControlsInvited';

const invitedTasks = (): string[] => sessionStorage.getItem(INVITED)?.split(' ') ?? [];

/** That somebody was invited from this task, in this tab: a reload does not forget it. */
export const rememberInvite = (taskSid: string): void =>
  sessionStorage.setItem(INVITED, [...new Set([...invitedTasks(), taskSid])].join(' '));

/** Whether an invite of this task may be under way, as far as this tab knows. */
export const mayHaveInvited = (taskSid: string): boolean => invitedTasks().includes(taskSid);
