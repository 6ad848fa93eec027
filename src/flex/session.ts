import type * as Flex from '@twilio/flex-ui';

import { appState } from './FlexContext';

/** Flex renews its token while it runs, so it is read for each request and never kept. Empty when signed out. */
export function sessionToken(manager: Flex.Manager): string {
  // Flex types the payload as always there; it is undefined before and after a session.
  const payload = appState(manager).flex.session.ssoTokenPayload as { token?: string } | undefined;
  return payload?.token ?? '';
}

/** Of a setting that names who may do something. The backend decides; this only tells what to offer. */
export function isAmong(who: 'everyone' | 'supervisors' | 'nobody', manager: Flex.Manager): boolean {
  return who === 'everyone' || (who === 'supervisors' && looksAfterSettings(manager));
}

/** Whether settings are this person's business. */
export function looksAfterSettings(manager: Flex.Manager): boolean {
  return manager.user.roles.some((role) => role === 'admin' || role === 'supervisor');
}
