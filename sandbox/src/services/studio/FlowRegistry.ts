import { TwilioError } from '../../http/TwilioError';
import type { Sid } from '../../model/sid';
import type { StudioFlow } from '../../model/studio';
import type { World } from '../../World';
import { definitionErrors } from './flowDefinition';

export type FlowChange = Partial<Pick<StudioFlow, 'friendlyName' | 'definition' | 'commitMessage'>> & {
  status: string;
};

const checkStatus = (status: string): StudioFlow['status'] => {
  if (status !== 'draft' && status !== 'published') throw TwilioError.invalid('Status');
  return status;
};

/** Flows and their revisions; the world holds the newest of each. https://www.twilio.com/docs/studio/rest-api/v2/flow */
export class FlowRegistry {
  private readonly older: Map<Sid, StudioFlow[]>;

  constructor(private readonly world: World) {
    this.older = world.keep('studio revisions', new Map<Sid, StudioFlow[]>());
  }

  list(): StudioFlow[] {
    return [...this.world.studioFlows.values()];
  }

  fetch(sid: Sid): StudioFlow {
    const flow = this.world.studioFlows.get(sid);
    if (!flow) throw TwilioError.notFound(`/Flows/${sid}`);
    return flow;
  }

  /** Oldest first. */
  revisions(sid: Sid): StudioFlow[] {
    return [...(this.older.get(sid) ?? []), this.fetch(sid)];
  }

  /** What customers meet: the newest revision that was published. */
  published(sid: Sid): StudioFlow | undefined {
    if (!this.world.studioFlows.has(sid)) return undefined;
    return this.revisions(sid)
      .reverse()
      .find(({ status }) => status === 'published');
  }

  create({ friendlyName = '', definition = {}, commitMessage = null, status }: FlowChange): StudioFlow {
    this.check(status, definition);
    const now = this.world.clock.now();
    const flow: StudioFlow = {
      sid: this.world.random.sid('FW'),
      friendlyName,
      definition,
      commitMessage,
      status: checkStatus(status),
      revision: 1,
      dateCreated: now,
      dateUpdated: now,
    };
    this.world.studioFlows.set(flow.sid, flow);
    return flow;
  }

  /** Makes a new revision. */
  update(sid: Sid, { friendlyName, definition, commitMessage = null, status }: FlowChange): StudioFlow {
    const before = this.fetch(sid);
    const flow: StudioFlow = {
      ...before,
      friendlyName: friendlyName ?? before.friendlyName,
      definition: definition ?? before.definition,
      commitMessage,
      status: checkStatus(status),
      revision: before.revision + 1,
      dateUpdated: this.world.clock.now(),
    };
    this.check(status, flow.definition);
    this.older.set(sid, this.revisions(sid));
    this.world.studioFlows.set(sid, flow);
    return flow;
  }

  remove(sid: Sid): void {
    this.fetch(sid);
    this.world.studioFlows.delete(sid);
    this.older.delete(sid);
  }

  /** A draft may have errors; what is published may not. */
  check(status: string, definition: unknown): void {
    checkStatus(status);
    const errors = status === 'published' ? definitionErrors(definition) : [];
    if (errors.length === 0) return;
    throw new TwilioError(400, 81022, 'Flow definition validation failed', { errors });
  }
}
