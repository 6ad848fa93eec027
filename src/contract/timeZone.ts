/** Whether it is an IANA name that this computer knows, such as `America/New_York`; an offset (`+05:00`) is none. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || !/^[a-z][\w+/-]*$/i.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
