import type { ServerlessBuild, ServerlessEnvironment, ServerlessLog } from '../../model/serverless';
import { activeDeployment } from '../../model/serverless';
import type { World } from '../../World';

const LOG_LENGTH = 1000;

export type NewLog = Pick<ServerlessLog, 'functionSid' | 'requestSid' | 'level' | 'message'>;

export function writeLog(world: World, environment: ServerlessEnvironment, build: ServerlessBuild, log: NewLog): void {
  environment.logs.push({
    ...log,
    sid: world.random.sid('NO'),
    buildSid: build.sid,
    deploymentSid: activeDeployment(environment)?.sid ?? '',
    dateCreated: world.clock.now(),
  });
  if (environment.logs.length > LOG_LENGTH) environment.logs.shift();
}
