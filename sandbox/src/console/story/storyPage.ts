import { documentOf, html } from '../../host/html';
import type { Html } from '../../host/html';
import { customerOf } from '../../phone/customers';
import type { World } from '../../World';
import { linked, storyAddress } from '../linked';
import { searchForm } from '../searchPage';
import { momentsOf } from './momentsOf';
import type { Moment } from './momentsOf';
import { relatedTo } from './relatedTo';
import type { Subject } from './relatedTo';
import { standingOf } from './standingOf';
import type { Standing } from './standingOf';

const KINDS: Record<Moment['kind'], string> = {
  phone: 'Phone',
  conversation: 'Conversation',
  routing: 'Routing',
  rule: 'Rule',
  request: 'Request',
  webhook: 'Webhook',
  alert: 'Debugger',
};

const PARTS: Record<string, string> = {
  CH: 'Conversation',
  IM: 'Message',
  SM: 'Message',
  MM: 'Message',
  WT: 'Task',
  WR: 'Reservation',
  KD: 'Interaction',
  UO: 'Interaction channel',
};

const titleOf = (id: string, { number }: Subject): string =>
  number === undefined ? `${PARTS[id.slice(0, 2)] ?? 'Story of'} ${id}` : `Customer ${customerOf(number).name}`;

/** `+2.3 s` since the moment before; days, hours and minutes where it is long. */
function later(milliseconds: number): string {
  if (milliseconds < 60_000) return `+${(milliseconds / 1000).toFixed(1)} s`;
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 60) return `+${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `+${hours} h ${minutes % 60} min` : `+${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** What broke, oldest first, and how things stand now; nothing where there's nothing to say. */
function standing(moments: Moment[], now: Standing[]): Html {
  const failed = moments.flatMap(({ failed: isFailed, words }, index) => (isFailed ? [{ words, index }] : []));
  if (failed.length + now.length === 0) return html``;
  return html`<section aria-labelledby="standing">
    <h2 id="standing">${failed.length > 0 || now.some(({ isWrong }) => isWrong) ? 'What’s wrong' : 'How it stands'}</h2>
    <ul class="standing">
      ${failed.map(({ words, index }) => html`<li class="wrong"><a href="#moment-${index}">Step ${index + 1}</a> failed. ${linked(words)}</li>`)}
      ${now.map(({ words, isWrong }) => html`<li class="${isWrong ? 'wrong' : ''}">${linked(words)}</li>`)}
    </ul>
  </section>`;
}

const row = ({ at, kind, words, failed, details }: Moment, before: Moment | undefined, index: number): Html =>
  html`<li id="moment-${index}" class="moment ${kind} ${failed ? 'failed' : ''}">
    <time datetime="${at.toISOString()}">${at.toISOString().slice(11, 19)}</time>
    <span class="later">${before ? later(at.getTime() - before.at.getTime()) : ''}</span>
    <span class="state ${kind}">${KINDS[kind]}</span>
    <div class="words">
      ${linked(words)}
      ${
        details
          ? html`<details ${failed ? html`open` : ''}>
              <summary>In full</summary>
              ${Object.entries(details).map(
                ([name, value]) =>
                  html`<p class="name">${name}</p>
                    <pre>
${linked(typeof value === 'string' ? value || 'nothing' : JSON.stringify(value, undefined, 2))}</pre>`,
              )}
            </details>`
          : ''
      }
    </div>
  </li>`;

/** The whole story of a conversation, message, task, interaction or customer; undefined where it is not known. */
export function storyPage(world: World, id: string, reading: boolean): string | undefined {
  const subject = relatedTo(world, id);
  if (!subject) return undefined;
  const moments = momentsOf(world, subject, reading);
  const failures = moments.filter(({ failed }) => failed).length;
  const title = titleOf(id, subject);
  return documentOf({
    title: `${title} · Console · Sandbox`,
    head: html`<link rel="stylesheet" href="/assets/console.css" />`,
    body: html`<header class="bar">
        <h1>${title}</h1>
        <nav aria-label="Console"><a href="/console">Console</a> <a href="${storyAddress(id)}">Load again</a></nav>
        ${searchForm('')}
      </header>
      <main class="console">
        ${standing(moments, standingOf(world, subject))}
        <section aria-labelledby="story">
          <h2 id="story">The story, oldest first</h2>
          <p class="hint">
            ${moments.length === 1 ? '1 moment' : `${moments.length} moments`}${failures > 0 ? `, ${failures} of them failed` : ''}.
            Times are the sandbox’s, in UTC. Requests are kept for the latest 500 things that happened.
          </p>
          <p class="choices">
            <a href="${storyAddress(id)}" ${reading ? '' : html`aria-current="true"`}>What changed something</a>
            <a href="${storyAddress(id)}&amp;reading=1" ${reading ? html`aria-current="true"` : ''}
              >With reading and polling</a
            >
          </p>
          <ol class="story">
            ${moments.map((moment, index) => row(moment, moments[index - 1], index))}
          </ol>
        </section>
      </main>`,
  });
}
