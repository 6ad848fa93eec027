/** Of libphonenumber-js, for browsers that know classes. */
export default class ParseError extends Error {
  constructor(code) {
    super(code);
    this.name = 'ParseError';
  }
}
