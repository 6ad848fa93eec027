export const MINUTE = 60_000;

/** Whole minutes or hours: `7 min`. */
export function waitDuration(locale: string, milliseconds: number): string {
  const minutes = Math.floor(milliseconds / MINUTE);
  const [count, unit] = minutes < 120 ? [minutes, 'minute'] : [Math.floor(minutes / 60), 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}
