/** A workflow's configuration: https://www.twilio.com/docs/taskrouter/workflow-configuration */
export interface WorkflowConfiguration {
  task_routing: {
    filters?: WorkflowFilter[];
    default_filter?: { queue: string };
    [other: string]: unknown;
  };
}

export interface WorkflowFilter {
  /** Those that an API made may have none. */
  filter_friendly_name?: string;
  expression: string;
  targets: WorkflowTarget[];
}

export interface WorkflowTarget {
  queue: string;
  /** Seconds. */
  timeout?: number;
  priority?: number;
  expression?: string;
  skip_if?: string;
  known_worker_sid?: string;
  known_worker_friendly_name?: string;
}

/** By which our filters are known. */
export const OURS = 'Messaging Controls: ';

/** The configuration with our filters first, as they have to be now, and all else as it was. */
export function withOurFilters(configuration: WorkflowConfiguration, filters: WorkflowFilter[]): WorkflowConfiguration {
  const { task_routing: routing } = configuration;
  const others = (routing.filters ?? []).filter(({ filter_friendly_name: name }) => !name?.startsWith(OURS));
  return { ...configuration, task_routing: { ...routing, filters: [...filters, ...others] } };
}
