import { checksResponse } from '../contract/checks';
import type { ChecksRequest } from '../contract/checks';
import { openConversationsResponse, remediesResponse } from '../contract/openConversations';
import type { RemediesRequest } from '../contract/openConversations';
import { sendersResponse } from '../contract/senders';
import { startStatusResponse } from '../contract/startStatus';
import type { StartStatusRequest } from '../contract/startStatus';
import { templatesResponse } from '../contract/templates';
import type { Backend } from './createBackend';

export type ScreenBackend = ReturnType<typeof screenBackend>;

/** The backend with the routes that only the parts in chunks ask. */
export const screenBackend = (backend: Backend) => ({
  ...backend,
  startStatus: (request: StartStatusRequest) => backend.call('start-status', startStatusResponse, request),
  checks: (request: ChecksRequest) => backend.call('checks', checksResponse, request),
  openConversations: (request: ChecksRequest) => backend.call('open-conversations', openConversationsResponse, request),
  remedies: (request: RemediesRequest) => backend.call('remedies', remediesResponse, request),
  senders: () => backend.call('senders', sendersResponse, {}),
  templates: () => backend.call('templates', templatesResponse, {}),
});
