// For each computed style jsdom asks every rule about every ancestor, to inherit `visibility`, which was half of the
// panel's tests' time. Whether something can be seen is for the browser tests to say.
const { propertiesWithResolvedValueImplemented } = require('jsdom/lib/jsdom/living/helpers/style-rules');

delete propertiesWithResolvedValueImplemented.visibility;

module.exports = require('jest-environment-jsdom');
