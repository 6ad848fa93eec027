import { documentOf, html } from '../host/html';

/** A help point in a station's hall: one button, then a conversation. */
export const kioskPage = (): string =>
  documentOf({
    title: 'Help point',
    head: html`<link rel="stylesheet" href="/assets/kiosk.css" />
      <script src="/assets/kiosk.js" defer></script>`,
    body: html`<main class="narrow" id="kiosk">
      <h1>Help point, hall B</h1>
      <p id="welcome">Touch the button, and somebody will be with you.</p>
      <button type="button" id="call" class="button" disabled>Ask for help</button>
      <section id="visit" aria-label="Conversation" hidden>
        <div role="log" aria-label="Messages" tabindex="0"><ol id="messages"></ol></div>
        <form id="composer">
          <label for="body">Message</label>
          <input id="body" autocomplete="off" maxlength="500" required />
          <button class="button">Send</button>
        </form>
      </section>
      <p id="ended" role="status"></p>
      <p id="problem" role="alert" hidden></p>
      <p class="hint">
        A channel that Twilio does not have, and the adapter that brings it to Flex. <a href="/">All of the sandbox</a>
      </p>
    </main>`,
  });
