import { readSettings } from '../../../src/settings/readSettings';
import { readDoctorAccount } from '../doctor/DoctorAccount';
import { flexUi } from '../doctor/checks/flexUi';
import { region } from '../doctor/checks/region';
import { services } from '../doctor/checks/services';
import { tokenValidation } from '../doctor/checks/tokenValidation';
import type { Part, Step } from '../Step';
import { exists, wrong } from '../Step';
import { problemSentence } from '../steps/flexConfiguration';
import { findEnvironment } from '../steps/functionsEnvironment';
import type { Installation } from './Installation';
import { compareVersions, readPluginPackage } from './pluginPackage';
import { activePlugins } from './plugins';

/** What has to be right before anything is touched. */
export const BEFORE_INSTALL: readonly Part<Installation>[] = [
  ['account', account],
  ['settings', settings],
  ['Functions', sameFunctions],
  ['plugin', notOlder],
];

export const BEFORE_UPGRADE: readonly Part<Installation>[] = [['installation', isInstalled], ...BEFORE_INSTALL];

async function account({ twilio, sandboxOrigin }: Installation): Promise<Step[]> {
  const found = await readDoctorAccount(twilio, sandboxOrigin);
  const checks = await Promise.all([flexUi, region, services, tokenValidation].map((check) => check(found)));
  return checks.flat();
}

/** Those of the account with those of the set-up file, by the rules of the version that is going to read them. */
function settings({ settings: present, setup }: Installation): Promise<Step[]> {
  const merged = Object.entries({ ...present, ...setup.messagingControls }).filter(([, value]) => value !== null);
  const { problems } = readSettings(Object.fromEntries(merged));
  const what = 'settings of Messaging Controls';
  return Promise.resolve([
    problems.length === 0
      ? exists(what)
      : wrong(what, ...problems.map(problemSentence), 'Correct them in the set-up file; null there removes one.'),
  ]);
}

/** Conversations that are open call the Functions where they were: those must stay there. */
async function sameFunctions({ twilio, functions, backendUrl }: Installation): Promise<Step[]> {
  const found = await findEnvironment(twilio, functions);
  if (!backendUrl || !new URL(backendUrl).hostname.endsWith('.twil.io') || backendUrl === found?.url) return [];
  return [
    wrong(
      `Functions ${functions.service}`,
      `The account's settings lead to ${backendUrl}, and open conversations call it. Name that service in "functions" of the set-up file, or uninstall first.`,
    ),
  ];
}

async function notOlder({ twilio }: Installation): Promise<Step[]> {
  const { name, version } = readPluginPackage();
  const released = (await activePlugins(twilio)).find(({ uniqueName }) => uniqueName === name)?.version;
  if (!released || compareVersions(released, version) <= 0) return [];
  return [
    wrong(
      `plugin ${name} ${released}`,
      `It is newer than this version, ${version}. Check out the newer one, or go back to an earlier release: npm run flex:rollback.`,
    ),
  ];
}

/** Whether there is something to upgrade. */
async function isInstalled({ twilio, backendUrl }: Installation): Promise<Step[]> {
  const { name, version } = readPluginPackage();
  const released = (await activePlugins(twilio)).find(({ uniqueName }) => uniqueName === name)?.version;
  if (!released && !backendUrl) {
    return [
      wrong('installation', 'Messaging Controls is not in this account. Install it: npm run flex:install -- --plan.'),
    ];
  }
  return [{ ...exists('installation'), details: [`plugin ${released ?? 'not released'} → ${version}`] }];
}
