import { Client } from '@twilio/conversations';

/**
 * The chat that is open with whoever has this token, or else the next one that somebody opens with them; `onListening`
 * is called when none can be missed any more.
 */
export async function openChatOf(token: string, onListening: () => void): Promise<string> {
  const client = new Client(token);
  try {
    return await new Promise((resolve, reject) => {
      client.on('initFailed', ({ error }) => reject(new Error(error?.message ?? 'The chats could not be listed')));
      client.on('initialized', onListening);
      client.on('conversationJoined', ({ sid, state }) => {
        if (state?.current === 'closed') return;
        onListening();
        resolve(sid);
      });
    });
  } finally {
    await client.shutdown();
  }
}
