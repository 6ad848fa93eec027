import type { Sid } from './sid';

export interface ServerlessVariable {
  sid: Sid;
  key: string;
  value: string;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface ServerlessEnvironment {
  sid: Sid;
  uniqueName: string;
  /** Part of the domain's name; null for the main environment. */
  domainSuffix: string | null;
  domainName: string;
  variables: Map<Sid, ServerlessVariable>;
  dateCreated: Date;
  dateUpdated: Date;
}

/** Functions' home: environments, each at a domain of its own, with their variables. */
export interface ServerlessService {
  sid: Sid;
  uniqueName: string;
  friendlyName: string;
  includeCredentials: boolean;
  uiEditable: boolean;
  domainBase: string;
  environments: Map<Sid, ServerlessEnvironment>;
  dateCreated: Date;
  dateUpdated: Date;
}
