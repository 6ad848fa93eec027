/**
 * WhatsApp's ID of a customer for one business, who shows it no number: `US.13491208655302741918`.
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
 */
const USER_ID = '[A-Z]{2}\\.(?:ENT\\.)?[A-Za-z0-9]{1,128}';
const PHONE_NUMBER = '\\+[1-9]\\d{6,14}';

/** A customer's address, as messages bear it. */
export const CUSTOMER_ADDRESS = new RegExp(
  `^(?:(?:(?:whatsapp|rcs):)?${PHONE_NUMBER}|whatsapp:${USER_ID}|messenger:\\d{5,20}|apple:\\S{5,256})$`,
);

/** Who has a phone here: a number, or WhatsApp's ID in its place. */
export const PHONE = new RegExp(`^(?:${PHONE_NUMBER}|${USER_ID})$`);

export const isUserId = (text: string): boolean => new RegExp(`^${USER_ID}$`).test(text);
