const INVITED = 'messagingControlsInvited';

const invitedTasks = (): string[] => sessionStorage.getItem(INVITED)?.split(' ') ?? [];

/** That somebody was, or may have been, invited into this task's conversation: a reload of the tab does not forget it. */
export const rememberInvite = (taskSid: string): void =>
  sessionStorage.setItem(INVITED, [...new Set([...invitedTasks(), taskSid])].join(' '));

/** Whether an invite of this task may be under way, as far as this tab knows. */
export const mayHaveInvited = (taskSid: string): boolean => invitedTasks().includes(taskSid);
