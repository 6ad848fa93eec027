import express from 'express';

import { TwilioError } from '../../http/TwilioError';
import { parametersOf } from '../../http/parameters';
import { restRouter } from '../../http/restRouter';
import type { World } from '../../World';

type Json = Record<string, unknown>;

const RUNTIME_DOMAIN = 'https://sandbox-1234.twil.io';

/** What a POST cannot change. */
const FIXED = ['account_sid', 'date_created', 'date_updated', 'flex_instance_sid', 'url', 'ui_attributes'];

/** https://www.twilio.com/docs/flex/developer/config/flex-configuration-rest-api */
export function configurationRoutes(world: World): void {
  const created = world.clock.now();
  let updated = created;
  const changes = world.keep('configurationChanges', new Map<string, unknown>());

  const configuration = (): Json => ({
    ...defaults(world),
    ...Object.fromEntries(changes),
    ui_attributes: world.uiAttributes,
    date_created: created.toISOString(),
    date_updated: updated.toISOString(),
  });

  // Asked before anybody signs in, so it comes before those routers of this host that ask who is there.
  const open = express.Router({ caseSensitive: true });
  open.get('/v1/Configuration/Public', (request, response) => {
    const accountSid = request.query['AccountSid'];
    if (accountSid !== undefined && accountSid !== world.account.sid) throw TwilioError.notFound(request.path);
    const { account_sid, runtime_domain, public_attributes, flex_instance_sid } = configuration();
    response.json({ configurations: [{ account_sid, runtime_domain, public_attributes, flex_instance_sid }] });
  });
  world.routes.unshift({ host: 'flex-api.twilio.com', router: open });

  const router = restRouter(world);
  router.get('/v1/Configuration', (_request, response) => void response.json(configuration()));
  router.post('/v1/Configuration', (request, response) => {
    if (parametersOf(request).required('account_sid') !== world.account.sid) throw TwilioError.invalid('account_sid');
    const body = request.body as Json;
    const allowed = Object.entries(body).filter(([name]) => !FIXED.includes(name));
    const unknown = allowed.find(([name]) => !(name in configuration()));
    if (unknown) throw TwilioError.invalid(unknown[0]);
    for (const [name, value] of allowed) changes.set(name, value);
    world.uiAttributes = { ...world.uiAttributes, ...(body['ui_attributes'] as Json | undefined) };
    updated = world.clock.now();
    response.json(configuration());
  });
  router.get('/v1/account/provision/status', (_request, response) => void response.json({ status: 'not_provisioned' }));
  router.get('/v1/Instances/:instanceSid/Teams/Context', (_request, response) => {
    response.json({ team_setup_complete: false });
  });
  // Flex reads the first element.
  router.get('/v3/Instances/:instanceSid/TransferSettings', (_request, response) => {
    response.json({ transfer_settings: [{ enabled: true, transfer_notes_enabled: true, ai_summary_enabled: false }] });
  });
  world.routes.push({ host: 'flex-api.twilio.com', router });
}

const sidNamed = (
  resources: ReadonlyMap<string, { sid: string; friendlyName: string }>,
  friendlyName: string,
): string | null => {
  const all = [...resources.values()];
  return (all.find((one) => one.friendlyName === friendlyName) ?? all[0])?.sid ?? null;
};

const skillsOf = (world: World): Json[] => {
  const names = [...world.workers.values()].flatMap(
    ({ attributes }) => (attributes['routing'] as { skills?: string[] } | undefined)?.skills ?? [],
  );
  return [...new Set(names)].map((name) => ({ name, multivalue: false, minimum: null, maximum: null }));
};

/** A configuration that nobody has touched. `ui_attributes` holds `version_compatibility`, or Flex refuses to start. */
const defaults = (world: World): Json => ({
  account_sid: world.account.sid,
  // Flex offers Leave and Pause only where this names them and the feature flag is on.
  agent_conv_end_methods: world.features.has('leave-pause-resume-all-digital-channels')
    ? { enabled: ['Complete', 'Leave', 'Pause'], default: 'Complete' }
    : null,
  attributes: {},
  call_recording_enabled: false,
  call_recording_webhook_url: null,
  channel_configs: [],
  chat_service_instance_sid: world.chatServiceSid,
  citrix_voice_vdi: null,
  crm_attributes: null,
  crm_callback_url: null,
  crm_enabled: false,
  crm_fallback_url: null,
  crm_type: null,
  date_created: null,
  date_updated: null,
  debugger_integration: { enabled: false },
  flex_insights_drilldown: null,
  flex_insights_hr: null,
  flex_instance_sid: world.flexInstanceSid,
  flex_service_instance_sid: world.syncServiceSid,
  flex_ui_status_report: { enabled: false },
  flex_url: 'https://flex.twilio.com',
  integrations: [],
  markdown: { enabled: false, mode: 'readOnly' },
  messaging_service_instance_sid: null,
  notifications: { enabled: true, mode: 'whenNotInFocus' },
  offline_config: null,
  outbound_call_flows: {},
  plugin_service_attributes: {},
  plugin_service_enabled: true,
  public_attributes: { loginPopup: false },
  queue_stats_configuration: null,
  runtime_domain: RUNTIME_DOMAIN,
  serverless_service_sids: [...world.serverlessServices.values()]
    .filter(({ uniqueName }) => uniqueName === 'default')
    .map(({ sid }) => sid),
  service_version: null,
  status: 'ok',
  taskrouter_offline_activity_sid: world.services.taskrouter.activityByName('Offline')?.sid ?? null,
  taskrouter_skills: skillsOf(world),
  taskrouter_target_taskqueue_sid: sidNamed(world.taskQueues, 'Everyone'),
  taskrouter_target_workflow_sid: sidNamed(world.workflows, 'Assign to Anyone'),
  taskrouter_taskqueues: null,
  taskrouter_worker_attributes: null,
  taskrouter_worker_channels: null,
  taskrouter_workspace_sid: world.workspace.sid,
  ui_attributes: {},
  ui_dependencies: { react: '17.0.2', 'react-dom': '17.0.2' },
  ui_language: 'en',
  ui_version: world.flexUiVersion,
  url: 'https://flex-api.twilio.com/v1/Configuration',
});
