/** What a program may use of the sandbox. */
export { createSandbox } from './createSandbox';
export type { SandboxOptions } from './createSandbox';
export type { Sandbox } from './Sandbox';
export { startSandbox } from './startSandbox';
export type { StartOptions } from './startSandbox';
export { buildFlexBundle, NEWEST_FLEX_UI } from './host/buildFlexBundle';
export type { FaultRule, FaultSettings } from './http/faults';
export type { SandboxConfig } from './readSandboxConfig';
export type { SeedName } from './seed/seed';
export type { WorldState } from './state/worldState';
