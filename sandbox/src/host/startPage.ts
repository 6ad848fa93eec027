import { loadedPlugins } from '../services/flex-plugins/loadedPlugins';
import type { World } from '../World';
import { documentOf, html } from './html';

/** The page at `/`: what is here, and where. */
export function startPage(world: World, hasAgentDesktop: boolean): string {
  const plugins = loadedPlugins(world);
  return documentOf({
    title: 'Flex in the sandbox',
    body: html`<main class="narrow">
      <h1>Flex in the sandbox</h1>
      <p>
        A contact center on this computer: the real Flex UI over local Twilio services. Nothing here reaches Twilio, and
        no message reaches anyone.
      </p>
      <h2>Try this first</h2>
      <ol>
        ${
          hasAgentDesktop
            ? html`<li>
                Open the <a href="/agent-desktop/">agent desktop</a>, choose who you are, and set yourself to Available.
              </li>`
            : ''
        }
        <li>Open the <a href="/phone">customer’s phone</a> in another window and write to one of the numbers.</li>
        ${hasAgentDesktop ? html`<li>Accept the task in Flex and answer.</li>` : ''}
        <li>See what happened on the way: search for a word of it in the <a href="/console">console</a>.</li>
      </ol>
      <h2>All of it</h2>
      <nav aria-label="Sandbox" class="people">
        ${
          hasAgentDesktop
            ? html`<a class="card" href="/agent-desktop/">
                <span class="avatar" aria-hidden="true">A</span>
                <span class="grow"
                  ><strong>Agent desktop</strong>
                  <small>Flex, as an agent, supervisor or administrator sees it</small></span
                >
              </a>`
            : html`<p class="hint">
                The agent desktop is not served: the sandbox was started without the Flex bundle.
              </p>`
        }
        <a class="card" href="/phone">
          <span class="avatar" aria-hidden="true">P</span>
          <span class="grow"
            ><strong>Customer’s phone</strong> <small>Writes to your numbers and shows what they receive</small></span
          >
        </a>
        <a class="card" href="/webchat">
          <span class="avatar" aria-hidden="true">W</span>
          <span class="grow"
            ><strong>Website with a chat</strong>
            <small>Its guests reach you by web chat, through the Conversations SDK</small></span
          >
        </a>
        <a class="card" href="/kiosk">
          <span class="avatar" aria-hidden="true">K</span>
          <span class="grow"
            ><strong>Kiosk</strong>
            <small>A channel of your own: conversations and tasks made by an adapter, without interactions</small></span
          >
        </a>
        <a class="card" href="/console">
          <span class="avatar" aria-hidden="true">C</span>
          <span class="grow"
            ><strong>Console</strong> <small>What happened to each message, faults, time travel, resets</small></span
          >
        </a>
        <a class="card" href="/sandbox">
          <span class="avatar" aria-hidden="true">{}</span>
          <span class="grow"
            ><strong>For programs</strong> <small>Addresses, SIDs and credentials of this sandbox as JSON</small></span
          >
        </a>
      </nav>
      <p class="hint">
        ${
          plugins.length === 0
            ? 'No Flex plugin is loaded.'
            : `Loaded in Flex: ${plugins.map(({ name, version }) => `${name} ${version}`).join(', ')}.`
        }
        Everything is kept in memory, and in a file as well where the sandbox was started with one.
      </p>
    </main>`,
  });
}
