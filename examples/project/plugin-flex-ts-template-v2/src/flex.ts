// With the plugin builder these come from @twilio/flex-ui and react.

export interface Flex {
  MainHeader: { Content: { add(element: unknown, options: { align: string }): void } };
  Plugins: { init(plugin: new () => object): void };
}

export interface Manager {
  configuration: unknown;
  store: { getState(): { flex: { session: { ssoTokenPayload: { token: string } } } } };
}

export interface Configuration {
  custom_data: {
    serverless_functions_domain: string;
    features: Record<string, { enabled: boolean } | undefined>;
  };
}

interface React {
  createElement(type: unknown, props: object, ...children: unknown[]): unknown;
  useState<T>(initial: T): [T, (next: T) => void];
}

declare global {
  interface Window {
    React: React;
    Twilio: { Flex: Flex };
  }
}
