import type { Configuration, Flex, Manager } from '../../flex';

export const name = 'waiting_customers';

type Settings = Configuration['custom_data'];

/** Asks the feature's function, which lets in who has a valid Flex token. */
async function countWaiting(manager: Manager, { serverless_functions_domain: domain }: Settings): Promise<string> {
  const Token = manager.store.getState().flex.session.ssoTokenPayload.token;
  const url = `https://${domain}/features/waiting-customers/flex/count`;
  try {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ Token }) });
    if (response.ok) return `Waiting: ${((await response.json()) as { waiting: number }).waiting}`;
  } catch {
    // Told below, as an answer that is none.
  }
  return 'Could not be counted. Try again.';
}

/** A button in Flex's header that tells how many customers wait. */
export function begin(flex: Flex, manager: Manager, settings: Settings): void {
  const { React } = window;
  const Waiting = (): unknown => {
    const [label, setLabel] = React.useState('Who is waiting?');
    const onClick = (): void => void countWaiting(manager, settings).then(setLabel);
    return React.createElement('button', { type: 'button', onClick }, label);
  };
  flex.MainHeader.Content.add(React.createElement(Waiting, { key: name }), { align: 'end' });
}
