import type { World } from '../World';
import { Html, html } from './html';

/** What Flex is started with; a hosted Flex has the same in its `appConfig.js`. */
const appConfig = ({ account }: World): Record<string, unknown> => ({
  accountSid: account.sid,
  logLevel: 'warn',
  pluginService: { enabled: true },
  sso: { accountSid: account.sid },
  // There is no voice service behind the sandbox.
  disableBrowserVoice: true,
});

/** The page that Flex runs in: the redirect of Twilio's addresses first, then Flex's own bundle, then its start. */
export function agentDesktop(world: World, bundleUrl: string): string {
  const config = JSON.stringify(appConfig(world)).replaceAll('<', '\\u003c');
  // Without this very `meta`, Flex loads the page again after signing in.
  return `<!doctype html>\n${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>Flex in the sandbox</title>
        <link rel="icon" href="data:," />
        <style>
          html,
          body,
          #container {
            height: 100%;
            margin: 0;
            overflow: hidden;
          }
          #container {
            display: flex;
          }
          #container > * {
            flex: 1 1 auto;
          }
        </style>
        <script src="/redirect.js"></script>
        <script src="${bundleUrl}"></script>
      </head>
      <body>
        <div id="container"></div>
        <script type="application/json" id="app-config">
          ${new Html(config)}
        </script>
        <script src="/assets/run-flex.js"></script>
      </body>
    </html>`.text
  }`;
}
