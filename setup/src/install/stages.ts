import { readDoctorAccount } from '../doctor/DoctorAccount';
import { INSTALLATION_CHECKS, runChecks } from '../doctor/runChecks';
import { runSteps } from '../runSteps';
import { SETTINGS } from '../steps/flexConfiguration';
import { functionsDeployment } from './functionsDeployment';
import type { Installation } from './Installation';
import { localBuilds } from './localBuild';
import { pluginDeployment, pluginRelease } from './pluginDeployment';
import { BEFORE_INSTALL, BEFORE_UPGRADE } from './preconditions';
import { functionsRollback, pluginRollback } from './rollback';
import { checksOf, stageOf } from './runStages';
import type { Stage } from './runStages';
import { UNINSTALL, whatStays } from './uninstall';

/** The backend before the plugin: the plugin that agents have open works with Functions that are newer than itself. */
const deployStages = (installation: Installation): Stage[] => [
  stageOf('Build', installation, [['build', localBuilds]]),
  stageOf('Functions', installation, [['Functions', functionsDeployment]]),
  accountStage(installation),
  stageOf('Plugin', installation, [
    ['plugin', pluginDeployment],
    ['release', pluginRelease],
  ]),
  selfTest(installation),
];

export const installStages = (installation: Installation): Stage[] => [
  checksOf('Checks', installation, BEFORE_INSTALL),
  ...deployStages(installation),
];

export const upgradeStages = (installation: Installation): Stage[] => [
  checksOf('Checks', installation, BEFORE_UPGRADE),
  ...deployStages(installation),
];

/** The plugin before the backend, for the same reason. */
export const rollbackStages = (installation: Installation): Stage[] => [
  stageOf('Plugin', installation, [['plugin', pluginRollback]]),
  stageOf('Functions', installation, [['Functions', functionsRollback]]),
];

export const uninstallStages = (installation: Installation): Stage[] => [
  stageOf('Remove', installation, UNINSTALL),
  stageOf('What stays, and why', installation, [['what stays', whatStays]]),
];

/** What `npm run setup` does. What needs a person there does not keep the plugin back, but settings that are not written. */
const accountStage = (installation: Installation): Stage => ({
  title: 'Account',
  run: async (run) => runSteps(await installation.setupContext(!run.apply), run),
  stops: ({ what, state }) => what === SETTINGS && state === 'wrong',
});

/** What the doctor looks at. */
const selfTest = ({ twilio, sandboxOrigin }: Installation): Stage => ({
  title: 'Self-test',
  onlyApplied: true,
  run: async ({ tell }) => runChecks(await readDoctorAccount(twilio, sandboxOrigin), INSTALLATION_CHECKS, { tell }),
});
