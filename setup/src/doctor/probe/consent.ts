import readline from 'node:readline/promises';

/** What a probe does, before it does it. */
export const probePlan = (accountSid: string, from: string, phone: string): string[] => [
  `The probe works in account ${accountSid}. It:`,
  '- creates a worker who never signs in, two queues and a workflow that reach no agent;',
  `- opens two conversations between ${from} and ${phone}, one after the other, and an empty one;`,
  '- makes two interactions, whose tasks reach no agent, and requests that Twilio has to refuse;',
  `- sends one text message to ${phone}, at the price of a text;`,
  '- then removes all of it. Twilio keeps the message and the events in its logs.',
];

/** Asks a person; anything but `yes`, or nobody there, is no. */
export async function consent(question: string): Promise<boolean> {
  const asked = readline.createInterface({ input: process.stdin, output: process.stderr });
  const nobody = new Promise<string>((resolve) => asked.once('close', () => resolve('')));
  const answer = await Promise.race([asked.question(question), nobody]);
  asked.close();
  return answer.trim().toLowerCase() === 'yes';
}
