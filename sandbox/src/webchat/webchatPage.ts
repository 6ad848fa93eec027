import { documentOf, html } from '../host/html';

/**
 * The website of a shop with a chat in its corner; `addressSid` is the address that chats come to, `guest` the identity
 * of a guest who is signed in there.
 */
export const webchatPage = (addressSid: string | undefined, guest: string | undefined): string =>
  documentOf({
    title: 'Harbour Bicycles',
    head: html`<link rel="stylesheet" href="/assets/webchat.css" />
      <script src="/assets/webchat.js" defer></script>`,
    body: html`<main class="shop">
        <h1>Harbour Bicycles</h1>
        <p>Bicycles for the town and for the way out of it, repaired while you wait for your coffee.</p>
        <ul>
          <li><strong>City</strong> <small>Mudguards, lights, and a basket for the bread</small></li>
          <li><strong>Touring</strong> <small>Steel frames that carry all that you need</small></li>
          <li><strong>Repairs</strong> <small>Open from eight to six, no appointment</small></li>
        </ul>
        <p class="hint">
          A website that stands for yours: its chat comes to Flex as a web chat does. <a href="/">All of the sandbox</a>
        </p>
      </main>
      <button type="button" id="launcher" class="button" aria-expanded="false" aria-controls="chat">
        <span id="launcher-text">Chat with us</span>
      </button>
      <section
        id="chat"
        aria-labelledby="chat-title"
        data-address="${addressSid ?? ''}"
        data-guest="${guest ?? ''}"
        hidden
      >
        <header>
          <h2 id="chat-title">Chat with us</h2>
          <p id="presence"></p>
          <button type="button" id="minimise" aria-label="Minimise the chat">–</button>
        </header>
        <form id="pre-engagement">
          <p>Tell us what it is about; somebody will be with you shortly.</p>
          <label for="friendlyName">Name</label>
          <input id="friendlyName" name="friendlyName" autocomplete="name" maxlength="100" required />
          <label for="email">E-mail</label>
          <input id="email" name="email" type="email" autocomplete="email" required />
          <label for="query">Your question</label>
          <textarea id="query" name="query" rows="3" maxlength="4000" required></textarea>
          <button class="button">Start chat</button>
        </form>
        <div id="conversation" hidden>
          <div id="log" role="log" aria-label="Messages" tabindex="0">
            <ol id="messages"></ol>
          </div>
          <p id="activity" role="status"></p>
          <form id="composer">
            <label for="body" class="hidden">Message</label>
            <textarea id="body" rows="1" maxlength="4000" placeholder="Write a message"></textarea>
            <label class="attach">
              <input id="file" type="file" class="hidden" />
              <span class="hidden">Attach a file</span>
              <svg viewBox="0 0 24 24" aria-hidden="true">
                <path
                  d="M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4L14 7.6"
                />
              </svg>
            </label>
            <button class="button">Send</button>
          </form>
          <div id="ended" hidden>
            <p>This chat has ended.</p>
            <button type="button" id="again" class="button">Start a new chat</button>
          </div>
        </div>
        <p id="problem" role="alert" hidden></p>
      </section>`,
  });
