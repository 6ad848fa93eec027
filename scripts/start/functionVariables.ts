/** Values by their names. */
export type FunctionVariables = Record<string, string>;

/** What ties the backend to the sandbox: with another value it would ask somebody else, or nobody. */
const KEPT: readonly string[] = [
  ...['ACCOUNT_SID', 'AUTH_TOKEN', 'API_KEY', 'API_SECRET', 'TWILIO_SANDBOX_URL', 'NODE_OPTIONS'],
];

/** Adds `NAME=value` to what was given before; the last one of a name holds. Throws where it is not of that form. */
export function addVariable(text: string, before: FunctionVariables = {}): FunctionVariables {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new Error(
      'Give a name of letters, digits and underscores, and its value: WEBCHAT_ORIGINS=http://localhost:3000.',
    );
  }
  if (KEPT.includes(name)) throw new Error(`${name} is the sandbox's own: it cannot be set.`);
  if (/[\r\n]/.test(value)) throw new Error(`${name} has a line break: give it in one line.`);
  return { ...before, [name]: value };
}
