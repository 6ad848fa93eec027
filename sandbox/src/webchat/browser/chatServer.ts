/** What the website's server hands to its widget. */
export interface ChatPass {
  token: string;
  conversationSid: string;
  /** Milliseconds since 1970. */
  expiration: number;
}

const STORED = 'sandbox-webchat';

async function ask<T>(endpoint: string, body: Record<string, unknown>): Promise<T> {
  const response = await fetch(`/sandbox/webchat/${endpoint}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as T & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? response.statusText);
  return answer;
}

const keep = (pass: ChatPass): ChatPass => {
  sessionStorage.setItem(STORED, JSON.stringify(pass));
  return pass;
};

export const startChat = async (formData: Record<string, unknown>, addressSid: string): Promise<ChatPass> =>
  keep(await ask<ChatPass>('initWebchat', { formData, addressSid }));

/** The guest has an account on the website, so they have an identity before there is a chat. */
export const signIn = (identity: string): Promise<Omit<ChatPass, 'conversationSid'>> => ask('signIn', { identity });

export const refresh = async (pass: ChatPass): Promise<ChatPass> =>
  keep({ ...pass, ...(await ask<Omit<ChatPass, 'conversationSid'>>('refreshToken', { token: pass.token })) });

/** The chat that this tab had before it was loaded again. */
export function storedChat(): ChatPass | undefined {
  const stored = sessionStorage.getItem(STORED);
  const pass = stored === null ? undefined : (JSON.parse(stored) as ChatPass);
  return pass && pass.expiration > Date.now() ? pass : undefined;
}

export const forgetChat = (): void => sessionStorage.removeItem(STORED);
