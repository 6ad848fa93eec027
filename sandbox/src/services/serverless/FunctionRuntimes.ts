import type { ServerlessBuild, ServerlessEnvironment, ServerlessService } from '../../model/serverless';
import { activeDeployment } from '../../model/serverless';
import type { Sid } from '../../model/sid';
import type { World } from '../../World';
import { FunctionRuntime } from './FunctionRuntime';
import { writeLog } from './writeLog';
import type { NewLog } from './writeLog';

/** Codes of https://www.twilio.com/docs/api/errors */
const DEBUGGER = {
  warn: { errorCode: 82004, logLevel: 'warning' },
  error: { errorCode: 82005, logLevel: 'error' },
} as const;

interface Running {
  /** What it runs: a change of it is a reason for another process. */
  key: string;
  runtime: Promise<FunctionRuntime>;
}

/**
 * The processes that run what is deployed, one for each environment. One begins with the first request, and another
 * takes over with the first request after a deployment or a change of variables; the old one first answers what it was
 * asked.
 */
export class FunctionRuntimes {
  private readonly running = new Map<Sid, Running>();
  private isEnding = false;

  constructor(
    private readonly world: World,
    /** Resolves with the folder that holds the `node_modules` of a build. */
    private readonly install: (build: ServerlessBuild) => Promise<string>,
  ) {
    world.onDispose(() => {
      this.isEnding = true;
      for (const running of this.running.values()) withRuntime(running, (runtime) => runtime.kill());
    });
  }

  /** Rejects where it does not start. */
  async for(
    service: ServerlessService,
    environment: ServerlessEnvironment,
    build: ServerlessBuild,
  ): Promise<FunctionRuntime> {
    const variables = this.variablesOf(service, environment);
    const key = JSON.stringify([build.sid, variables]);
    const present = this.running.get(environment.sid);
    if (present?.key === key) {
      const runtime = await present.runtime;
      if (!runtime.hasEnded) return runtime;
      if (this.running.get(environment.sid) !== present) return this.for(service, environment, build);
    }
    const next = { key, runtime: this.start(environment, build, variables) };
    this.running.set(environment.sid, next);
    next.runtime.catch(() => {
      if (this.running.get(environment.sid) === next) this.running.delete(environment.sid);
    });
    if (present) withRuntime(present, (runtime) => runtime.retire());
    return next.runtime;
  }

  /** Ends the processes whose environment is no more, or has nothing deployed. */
  tidy(): void {
    for (const [sid, running] of this.running) {
      const services = [...this.world.serverlessServices.values()];
      const environment = services.flatMap(({ environments }) => environments.get(sid) ?? [])[0];
      if (environment && activeDeployment(environment)?.buildSid) continue;
      this.running.delete(sid);
      withRuntime(running, (runtime) => runtime.retire());
    }
  }

  private async start(environment: ServerlessEnvironment, build: ServerlessBuild, variables: Record<string, string>) {
    const dependencies = await this.install(build);
    if (this.isEnding) throw new Error('The sandbox began anew.');
    return new FunctionRuntime({
      build,
      dependencies,
      domainName: environment.domainName,
      environment: variables,
      sandboxUrl: `http://127.0.0.1:${this.world.port}`,
      onLog: (log) => this.log(environment, build, log),
    });
  }

  /** The environment's own, and those that Twilio adds. https://www.twilio.com/docs/serverless/functions-assets/functions/variables */
  private variablesOf({ sid, includeCredentials }: ServerlessService, environment: ServerlessEnvironment) {
    const { account } = this.world;
    return {
      ...Object.fromEntries([...environment.variables.values()].map(({ key, value }) => [key, value])),
      ...(includeCredentials && { ACCOUNT_SID: account.sid, AUTH_TOKEN: account.authToken }),
      DOMAIN_NAME: environment.domainName,
      SERVICE_SID: sid,
      ENVIRONMENT_SID: environment.sid,
    };
  }

  private log(environment: ServerlessEnvironment, build: ServerlessBuild, log: NewLog): void {
    writeLog(this.world, environment, build, log);
    if (log.level === 'info') return;
    const resourceSid = log.functionSid ?? environment.sid;
    this.world.services.monitor.alert({ ...DEBUGGER[log.level], alertText: log.message, resourceSid });
  }
}

/** One that has not started has nothing to end; whoever asked for it was told. */
function withRuntime({ runtime }: Running, action: (runtime: FunctionRuntime) => void): void {
  runtime.then(action, () => undefined);
}
