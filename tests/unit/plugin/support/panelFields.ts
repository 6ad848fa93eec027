import { fireEvent, screen, within } from '@testing-library/react';

/** The panel's parts as a person finds them: by what they are called. */
export const panel = () => screen.getByRole('dialog', { name: 'Start conversation' });
export const button = (name: string | RegExp) => within(panel()).getByRole('button', { name });
export const radio = (name: string | RegExp) => within(panel()).getByRole('radio', { name });
export const select = (name: RegExp) => within(panel()).getByRole('combobox', { name });
export const field = (name: RegExp) => within(panel()).getByRole('textbox', { name });
export const number = () => select(/Customer/);
export const message = () => field(/Message/);

/** Sender, queue and name are behind one line. */
export function showDetails(): void {
  const details = button('Change sender, name or queue');
  if (details.getAttribute('aria-expanded') !== 'true') fireEvent.click(details);
}
export const customerName = () => {
  showDetails();
  return field(/Customer’s name/);
};
export const sender = () => {
  showDetails();
  return select(/Send from/);
};
