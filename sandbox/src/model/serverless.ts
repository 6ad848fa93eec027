import type { Sid } from './sid';

interface Dates {
  dateCreated: Date;
  dateUpdated: Date;
}

export interface ServerlessVariable extends Dates {
  sid: Sid;
  key: string;
  value: string;
}

export type Visibility = 'public' | 'protected' | 'private';

/** What was uploaded once as a Function or an Asset. It never changes. */
export interface ServerlessVersion {
  sid: Sid;
  /** The SID of the Function or the Asset. */
  ofSid: Sid;
  /** Begins with a slash. */
  path: string;
  visibility: Visibility;
  content: Uint8Array;
  contentType: string;
  dateCreated: Date;
}

/** A Function or an Asset: a name for its versions. */
export interface ServerlessResource extends Dates {
  sid: Sid;
  friendlyName: string;
  versions: Map<Sid, ServerlessVersion>;
}

export interface Dependency {
  name: string;
  version: string;
}

/** Versions of Functions and Assets with the npm packages that they need; what is deployed. It keeps what it is made of. */
export interface ServerlessBuild extends Dates {
  sid: Sid;
  status: 'building' | 'completed' | 'failed';
  functionVersions: ServerlessVersion[];
  assetVersions: ServerlessVersion[];
  dependencies: Dependency[];
  runtime: string;
  /** Why it failed, in words. Twilio does not tell. */
  failure?: string;
  /** That it failed because npm's registry could not be reached, which says nothing about the build. */
  isOffline?: boolean;
}

export interface ServerlessDeployment extends Dates {
  sid: Sid;
  buildSid: Sid | null;
}

export interface ServerlessLog {
  sid: Sid;
  buildSid: Sid;
  deploymentSid: Sid;
  /** Null where it is not known which Function wrote it, as when the process ended. */
  functionSid: Sid | null;
  requestSid: Sid | null;
  level: 'info' | 'warn' | 'error';
  message: string;
  dateCreated: Date;
}

export interface ServerlessEnvironment extends Dates {
  sid: Sid;
  uniqueName: string;
  /** Part of the domain's name; null for the main environment. */
  domainSuffix: string | null;
  domainName: string;
  variables: Map<Sid, ServerlessVariable>;
  deployments: Map<Sid, ServerlessDeployment>;
  /** The latest ones, newest last. */
  logs: ServerlessLog[];
}

/** Functions' home: what was uploaded and built, and environments, each at a domain of its own. */
export interface ServerlessService extends Dates {
  sid: Sid;
  uniqueName: string;
  friendlyName: string;
  includeCredentials: boolean;
  uiEditable: boolean;
  domainBase: string;
  environments: Map<Sid, ServerlessEnvironment>;
  functions: Map<Sid, ServerlessResource>;
  assets: Map<Sid, ServerlessResource>;
  builds: Map<Sid, ServerlessBuild>;
}

/** What answers at the environment's domain: its latest deployment. */
export const activeDeployment = ({ deployments }: ServerlessEnvironment): ServerlessDeployment | undefined =>
  [...deployments.values()].at(-1);

/** The environment at this host, such as `helpers-1001-dev.twil.io`. */
export function environmentAt(
  services: ReadonlyMap<Sid, ServerlessService>,
  host: string,
): { service: ServerlessService; environment: ServerlessEnvironment } | undefined {
  for (const service of services.values()) {
    for (const environment of service.environments.values()) {
      if (environment.domainName === host) return { service, environment };
    }
  }
  return undefined;
}
