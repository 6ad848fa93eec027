import { documentOf, html } from '../host/html';
import type { Html } from '../host/html';
import { customersOf } from '../phone/customers';
import type { World } from '../World';
import { linked } from './linked';

const SHOWN = 30;

export const searchForm = (query: string): Html =>
  html`<form class="search" role="search" action="/console/search">
    <label>Search <input name="q" type="search" value="${query}" placeholder="a number, a SID, a word" /></label>
    <button class="quiet">Search</button>
  </form>`;

interface Group {
  title: string;
  /** Newest first: each as one line. */
  lines: string[];
}

/** Everything that the sandbox holds, as lines of text. */
function linesOf(world: World): Group[] {
  const reversed = <T>(items: Iterable<T>, toLine: (item: T) => string): string[] => [...items].reverse().map(toLine);
  const about = (value: unknown): string => JSON.stringify(value) ?? '';
  return [
    { title: 'Customers', lines: customersOf(world).map(({ name, number }) => `${name} ${number}`) },
    {
      title: 'Messages to and from phones',
      lines: reversed(
        world.messageLog,
        ({ sid, from, to, body, status }) => `${sid} ${from} to ${to}, ${status}: ${body}`,
      ),
    },
    {
      title: 'Conversations',
      lines: reversed(world.conversations.values(), ({ sid, state, friendlyName, uniqueName, messages, attributes }) =>
        [
          sid,
          state,
          friendlyName,
          uniqueName,
          ...messages.map(({ author, body }) => `${author}: ${body ?? ''}`),
          attributes,
        ]
          .filter(Boolean)
          .join(' · '),
      ),
    },
    {
      title: 'Interactions',
      lines: reversed(
        world.interactions.values(),
        ({ sid, channel }) => `${sid} ${channel.type} ${channel.status} ${channel.mediaSid ?? ''}`,
      ),
    },
    {
      title: 'Tasks',
      lines: reversed(
        world.tasks.values(),
        ({ sid, assignmentStatus, attributes }) => `${sid} ${assignmentStatus} ${about(attributes)}`,
      ),
    },
    {
      title: 'Workers',
      lines: [...world.workers.values()].map(
        ({ sid, friendlyName, attributes }) => `${friendlyName} ${sid} ${about(attributes)}`,
      ),
    },
    {
      title: 'Webhooks',
      lines: reversed(
        world.webhookLog,
        ({ url, eventType, kind, state, parameters }) =>
          `${eventType ?? kind} to ${url}, ${state}: ${about(parameters)}`,
      ),
    },
    {
      title: 'Debugger',
      lines: reversed(
        world.alerts,
        ({ errorCode, alertText, resourceSid }) => `${errorCode} ${alertText} ${resourceSid}`,
      ),
    },
    {
      title: 'Requests and events',
      lines: reversed(
        world.timeline.entries,
        ({ name, host = '', path = '', status = '', note = '', parameters }) =>
          `${name} ${host}${path} ${status} ${note} ${parameters ? about(parameters) : ''}`,
      ),
    },
  ];
}

/** What holds every word of the query, upper and lower case being the same. */
export function searchPage(world: World, query: string): string {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = (line: string): boolean => words.every((word) => line.toLowerCase().includes(word));
  const found =
    words.length === 0 ? [] : linesOf(world).map(({ title, lines }) => ({ title, lines: lines.filter(isFound) }));
  const shown = found.filter(({ lines }) => lines.length > 0);
  const count = shown.reduce((sum, { lines }) => sum + lines.length, 0);
  return documentOf({
    title: `${query || 'Search'} · Console · Sandbox`,
    head: html`<link rel="stylesheet" href="/assets/console.css" />`,
    body: html`<header class="bar">
        <h1>Search</h1>
        <nav aria-label="Console"><a href="/console">Console</a></nav>
        ${searchForm(query)}
      </header>
      <main class="console">
        <p role="status">
          ${words.length === 0 ? 'Type a number, a SID or a word.' : count === 0 ? `Nothing here holds “${query}”.` : `${count} found. A SID or a number leads to its story.`}
        </p>
        ${shown.map(
          ({ title, lines }) =>
            html`<section>
              <h2>${title} <span class="count">${lines.length}</span></h2>
              <ul class="found">
                ${lines.slice(0, SHOWN).map((line) => html`<li>${linked(line.length > 600 ? `${line.slice(0, 600)}…` : line)}</li>`)}
              </ul>
            </section>`,
        )}
      </main>`,
  });
}
