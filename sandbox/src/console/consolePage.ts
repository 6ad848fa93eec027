import { documentOf, html } from '../host/html';
import type { Html } from '../host/html';
import type { FaultRule } from '../http/faults';
import { SCENES } from '../http/scenes';
import { SEEDS } from '../seed/seed';
import type { World } from '../World';
import { searchForm } from './searchPage';
import { section } from './table';
import { tablesOf } from './tables';

const SEED_TEXTS: Record<(typeof SEEDS)[number], string> = {
  demo: 'Demo: four people, three numbers',
  empty: 'Empty: a workspace and one agent',
  busy: 'Busy: ten agents in fifty conversations',
  fresh: 'Fresh: an account to install into',
};

const JUMPS: [seconds: number, text: string][] = [
  [60, '1 minute'],
  [600, '10 minutes'],
  [3600, '1 hour'],
  [86_400, '1 day'],
];

function ahead(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (Math.abs(seconds) < 2) return 'the same as this computer’s';
  const [days, hours, minutes] = [seconds / 86_400, (seconds % 86_400) / 3600, (seconds % 3600) / 60].map(Math.trunc);
  const parts = [days && `${days} d`, hours && `${hours} h`, minutes && `${minutes} min`].filter(Boolean);
  return `${parts.join(' ') || `${seconds} s`} ahead of this computer`;
}

const controls = ({ clock }: World): Html =>
  html`<div class="controls">
    <section aria-labelledby="begin-title">
      <h2 id="begin-title">Begin anew</h2>
      <form data-method="post" action="/sandbox/reset">
        <label for="seed">With</label>
        <select id="seed" name="seed">
          ${SEEDS.map((name) => html`<option value="${name}">${SEED_TEXTS[name]}</option>`)}
        </select>
        <button class="button">Reset</button>
      </form>
      <p class="hint">Forgets everything. Whoever is signed in to Flex has to sign in again.</p>
    </section>
    <section aria-labelledby="time-title">
      <h2 id="time-title">Time travel</h2>
      <p id="now" data-live="text">
        <time datetime="${clock.now().toISOString()}"
          >${clock.now().toISOString().slice(0, 16).replace('T', ' ')} UTC</time
        >, ${ahead(clock.ahead)}
      </p>
      <form data-method="post" action="/sandbox/clock/advance">
        ${JUMPS.map(
          ([seconds, text]) =>
            html`<button class="quiet" name="seconds" value="${seconds}" aria-label="Go ${text} ahead">
              +${text}
            </button>`,
        )}
      </form>
      <form data-method="post" action="/sandbox/clock/advance">
        <label for="seconds">Seconds</label>
        <input id="seconds" name="seconds" type="number" min="1" required />
        <button class="quiet">Go ahead</button>
      </form>
      <p class="hint">What falls due on the way happens in order, each at its moment.</p>
    </section>
    <section aria-labelledby="connections-title">
      <h2 id="connections-title">Connections</h2>
      <form data-method="post" action="/sandbox/sockets/drop">
        <button class="quiet">Drop the websockets</button>
      </form>
      <p class="hint">As a lost connection does. Flex and its SDKs connect again by themselves.</p>
    </section>
    ${kept}
  </div>`;

const ruleText = ({
  host,
  method,
  path,
  latency,
  errorRate,
  next,
  status,
  code,
  retryAfter,
  webhook,
  ...rule
}: FaultRule) => {
  if (webhook) return webhook === 'twice' ? 'Each webhook is sent twice' : 'No webhook arrives';
  const what = [
    latency && `${latency} ms slower`,
    rule.loseAnswer && 'does the work and loses the answer',
    rule.channelFails && `lets the channel fail afterwards with ${rule.channelFails}`,
    status && `answers ${status}${code ? ` with ${code}` : ''}`,
    status && retryAfter !== undefined && `Retry-After ${retryAfter} s`,
    errorRate !== undefined && `${Math.round(errorRate * 100)} % of the requests`,
    next && `the next ${next}`,
  ];
  return `${[method, host ?? 'every host', path].filter(Boolean).join(' ')}: ${what.filter(Boolean).join(', ')}`;
};

const scenes = html`<div class="scenes" role="group" aria-label="Scenes">
  ${Object.entries(SCENES).map(
    ([name, { title, text }]) =>
      html`<form data-method="post" action="/sandbox/faults/scenes/${name}">
        <button class="quiet" title="${text}">${title}</button>
      </form>`,
  )}
</div>`;

const kept = html`<section aria-labelledby="kept-title">
  <h2 id="kept-title">Keep and share</h2>
  <p class="choices">
    <a href="/sandbox/state" download="flex-sandbox-state.json">Save the state</a>
    <a href="/sandbox/report" download="flex-sandbox-report.json">Save a bug report</a>
  </p>
  <form data-method="put" action="/sandbox/state">
    <label>From a file <input type="file" accept="application/json" required /></label>
    <button class="quiet">Go on from it</button>
  </form>
  <p class="hint">
    A report holds the state too, with what happened lately: everything that was written here, and no credentials.
  </p>
</section>`;

const faults = (world: World): Html => {
  const { latency, rules } = world.faults.read();
  return html`<section aria-labelledby="faults-title" class="faults">
    <h2 id="faults-title">Faults</h2>
    <ul id="rules" data-live="list">
      ${latency > 0 ? html`<li data-key="latency">Every request to Twilio waits ${latency} ms</li>` : ''}
      ${rules.map((rule) => {
        const text = ruleText(rule);
        return html`<li data-key="${rule.id}">
          ${text}
          <form data-method="delete" action="/sandbox/faults/${rule.id}">
            <button class="quiet" aria-label="Remove ${text}">Remove</button>
          </form>
        </li>`;
      })}
      ${latency === 0 && rules.length === 0 ? html`<li data-key="none" class="hint">Everything works.</li>` : ''}
    </ul>
    ${scenes}
    <details>
      <summary>A fault of your own</summary>
      <form data-method="post" action="/sandbox/faults" class="fields">
        <label>Host or service <input name="host" placeholder="every one" list="hosts" /></label>
        <datalist id="hosts">
          ${['conversations', 'event-bridge', 'flex-api', 'iam', 'messaging', 'studio', 'taskrouter'].map(
            (host) => html`<option value="${host}"></option>`,
          )}
        </datalist>
        <label
          >Method
          <select name="method">
            <option value="">any</option>
            <option>GET</option>
            <option>POST</option>
            <option>DELETE</option>
          </select></label
        >
        <label>Path <input name="path" placeholder="/v1/Interactions*" /></label>
        <label>Slower by, ms <input name="latency" type="number" min="0" /></label>
        <label>Status <input name="status" type="number" min="400" max="599" placeholder="none" /></label>
        <label>Twilio’s code <input name="code" type="number" min="1" placeholder="20 and status" /></label>
        <label>Retry-After, s <input name="retryAfter" type="number" min="0" /></label>
        <label
          >Share that fails <input name="errorRate" type="number" min="0" max="1" step="0.05" placeholder="1"
        /></label>
        <label>Only the next <input name="next" type="number" min="1" placeholder="all" /></label>
        <label class="check"><input name="loseAnswer" type="checkbox" /> Do the work, lose the answer</label>
        <button class="button">Add</button>
      </form>
    </details>
    <form data-method="delete" action="/sandbox/faults"><button class="quiet">End all faults</button></form>
  </section>`;
};

/** The whole console. `show` limits the timeline to `requests` or `events`. */
export function consolePage(world: World, show: string | undefined): string {
  const tables = tablesOf(world, show);
  return documentOf({
    title: 'Console · Sandbox',
    head: html`<link rel="stylesheet" href="/assets/console.css" />
      <script src="/assets/console.js" defer></script>`,
    body: html`<header class="bar">
        <h1>Console</h1>
        <nav aria-label="Sections">
          ${tables.map(({ id, title, rows, total = rows.length }) => {
            return html`<a href="#${id}"
              >${title} <span class="count" id="${id}-link" data-live="text">${total}</span></a
            >`;
          })}
        </nav>
        ${searchForm('')}
        <a href="/">All of the sandbox</a>
      </header>
      <p id="told" role="status"></p>
      <main class="console">${controls(world)} ${faults(world)} ${tables.map(section)}</main>`,
  });
}
