/** A number that the account has bought. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
export interface PhoneNumber {
  /** E.164. */
  phoneNumber: string;
  friendlyName: string;
  dateCreated: Date;
  dateUpdated: Date;
}
