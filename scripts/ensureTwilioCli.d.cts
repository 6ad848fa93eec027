/** The Twilio CLI's plugins by name, each with its folder; installed where they are missing. Throws where they cannot be had. */
export function ensureTwilioCliPlugins(): Record<string, string>;

/** The program behind `twilio flex:plugins:create`. Throws where it cannot be had. */
export function ensureFlexPluginCreator(): string;
