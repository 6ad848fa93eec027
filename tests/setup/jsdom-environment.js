// For each computed style jsdom asks every rule about every ancestor, to inherit `visibility`, which was half of the
// panel's tests' time. Whether something can be seen is for the browser tests to say.
const cssom = require('cssom');
const defaultStyleSheet = require('jsdom/lib/jsdom/browser/default-stylesheet');
const styleRules = require('jsdom/lib/jsdom/living/helpers/style-rules');
const { matchesDontThrow } = require('jsdom/lib/jsdom/living/helpers/selectors');

delete styleRules.propertiesWithResolvedValueImplemented.visibility;

// Another third went into asking its selector engine whether a rule for a class or a tag, as nearly all of Emotion's
// and of the default style sheet are, is one of the element.
const SIMPLE = /^(\.[-\w]+|[a-z]\w*)$/;
const defaultRules = cssom.parse(defaultStyleSheet).cssRules;
const compiled = new WeakMap();

function matcherOf(rule) {
  const parts = (rule.selectorText ?? '').split(',').map((part) => part.trim());
  if (!parts.every((part) => SIMPLE.test(part))) return (element) => matchesDontThrow(element, rule.selectorText);
  const names = new Set(parts);
  return (element, own) => own.some((name) => names.has(name));
}

styleRules.forEachMatchingSheetRuleOfElement = (element, handleRule) => {
  const classes = (element.getAttributeNS(null, 'class') ?? '').split(/\s+/).map((name) => `.${name}`);
  const own = [element._localName, ...classes];
  const handle = (rules) => {
    for (const rule of rules) {
      if (rule.media) {
        if (Array.from(rule.media).includes('screen')) handle(Array.from(rule.cssRules));
        continue;
      }
      if (!compiled.has(rule)) compiled.set(rule, matcherOf(rule));
      if (compiled.get(rule)(element, own)) handleRule(rule);
    }
  };
  handle(defaultRules);
  for (const sheet of element._ownerDocument.styleSheets._list) handle(sheet.cssRules);
};

module.exports = require('jest-environment-jsdom');
