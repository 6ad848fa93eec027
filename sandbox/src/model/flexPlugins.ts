import type { Sid } from './sid';

/** One version of a plugin: where its bundle is. https://www.twilio.com/docs/flex/developer/plugins/api/plugin-version */
export interface FlexPluginVersion {
  sid: Sid;
  version: string;
  /** A Twilio Asset as a rule, and any address else. */
  pluginUrl: string;
  changelog: string;
  private: boolean;
  archived: boolean;
  /** Whether Twilio's own check of the plugin had been passed. */
  validated: boolean;
  dateCreated: Date;
}

/** https://www.twilio.com/docs/flex/developer/plugins/api/plugin */
export interface FlexPlugin {
  sid: Sid;
  uniqueName: string;
  friendlyName: string;
  description: string;
  archived: boolean;
  /** Newest last. */
  versions: Map<Sid, FlexPluginVersion>;
  dateCreated: Date;
  dateUpdated: Date;
}

export interface ConfiguredPlugin {
  pluginSid: Sid;
  pluginVersionSid: Sid;
  /** In which order Flex loads it. */
  phase: number;
}

/** Plugins that go together. https://www.twilio.com/docs/flex/developer/plugins/api/plugin-configuration */
export interface PluginConfiguration {
  sid: Sid;
  name: string;
  description: string;
  archived: boolean;
  plugins: ConfiguredPlugin[];
  dateCreated: Date;
}

/** What Flex loads since then: the last one is active. https://www.twilio.com/docs/flex/developer/plugins/api/release */
export interface PluginRelease {
  sid: Sid;
  configurationSid: Sid;
  dateCreated: Date;
}
