/**
 * A loader: of libphonenumber's table of formats, what writes a whole number in the international way. Without what only
 * national numbers and numbers that are being typed need. https://gitlab.com/catamphetamine/libphonenumber-js
 */
const FORMATS = 4;

const metadataOf = (source) => JSON.parse(/export default (\{.*\})/s.exec(source)[1]);

/** As libphonenumber-js writes an international number. */
const international = (format) => format.replace(/[-()/. ]+/g, ' ').trim();

module.exports = function phoneMetadata(source) {
  const metadata = metadataOf(source);
  for (const territory of [...Object.values(metadata.countries), ...Object.values(metadata.nonGeographic)]) {
    if (!Array.isArray(territory[FORMATS])) continue;
    territory[FORMATS] = territory[FORMATS].map(([pattern, format, leadingDigits, , , ofInternational]) => [
      pattern,
      international(ofInternational ?? format),
      // The last one is for a whole number.
      ...(leadingDigits ? [leadingDigits.slice(-1)] : []),
    ]);
  }
  return `export default ${JSON.stringify(metadata)}`;
};
