import express from 'express';
import type { Request, Router } from 'express';

import type { World } from '../World';
import { parametersOf } from '../http/parameters';
import { TwilioError } from '../http/TwilioError';
import type { Person } from '../model/Person';
import { documentOf, html } from './html';

/** Where the person came from, if that is a page of ours: a token is sent to no other origin. */
function resourceOf(request: Request): URL {
  const origin = `http://${request.headers.host ?? 'localhost'}`;
  const desktop = new URL('/agent-desktop/', origin);
  const asked = parametersOf(request).text('resource');
  if (!asked || !URL.canParse(asked, origin)) return desktop;
  const resource = new URL(asked, origin);
  return resource.origin === origin ? resource : desktop;
}

const ROLE_NAMES: Record<Person['roles'][number], string> = {
  agent: 'Agent',
  supervisor: 'Supervisor',
  admin: 'Administrator',
};

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2);

const signInPage = (people: Person[], resource: URL): string =>
  documentOf({
    title: 'Who are you? · Flex in the sandbox',
    body: html`<main class="narrow">
      <h1>Who are you?</h1>
      <p>This stands in for the company’s identity provider: choose a person, there is no password.</p>
      <form method="post" action="/sign-in" class="people">
        <input type="hidden" name="resource" value="${resource.href}" />
        ${people.map(
          ({ identity, fullName, roles }) =>
            html`<button class="card" name="identity" value="${identity}">
              <span class="avatar" aria-hidden="true">${initials(fullName)}</span>
              <span class="grow"
                ><strong>${fullName}</strong> <small>${roles.map((role) => ROLE_NAMES[role]).join(', ')}</small></span
              >
            </button>`,
        )}
      </form>
      <p class="hint">Each browser tab can be another person.</p>
    </main>`,
  });

/**
 * The identity provider of Flex's own single sign-on: Flex comes here signed out, with `resource`, and is sent back
 * there with the token and the person in the query.
 */
export function signIn(world: World): Router {
  const router = express.Router();
  router.get('/sign-in', (request, response) => {
    response.send(signInPage([...world.people.values()], resourceOf(request)));
  });
  router.post('/sign-in', express.urlencoded({ extended: false }), (request, response) => {
    const identity = parametersOf(request).required('identity');
    const person = world.people.get(identity);
    if (!person) throw TwilioError.invalid('identity');
    const { token, expiration } = world.services.iam.issueToken(person);
    const resource = resourceOf(request);
    resource.searchParams.set('Token', token);
    resource.searchParams.set('Identity', person.identity);
    resource.searchParams.set('Expiration', expiration.toISOString());
    resource.searchParams.delete('Roles');
    for (const role of person.roles) resource.searchParams.append('Roles', role);
    resource.searchParams.set('flexUserSid', person.flexUserSid);
    response.redirect(303, resource.href);
  });
  return router;
}
