/**
 * What sms-segments-calculator uses of grapheme-splitter, by the browser itself: the package brings 12 KB of tables for
 * what every browser that Flex supports knows (https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/Intl/Segmenter).
 */
module.exports = class GraphemeSplitter {
  splitGraphemes(text) {
    return typeof Intl.Segmenter === 'function'
      ? Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
      : Array.from(text);
  }
};
