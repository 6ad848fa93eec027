// What the bundle is made of, and whether it keeps its budgets.
const fs = require('node:fs');
const { SourceMap } = require('node:module');
const path = require('node:path');
const { gzipSync } = require('node:zlib');

/** Of 1000 bytes, gzipped. */
const BUDGETS = {
  /** What Flex loads when it starts. */
  start: 30,
  /** What there is when the panel is open first: with what all screens share, and one language. */
  panel: 125,
  /** Each other screen. */
  screen: 20,
};

/** Comes in chunks alone, lest it slip into the start by an import of an import. */
const NOT_IN_START = /node_modules\/(@twilio-paste|libphonenumber-js|sms-segments-calculator)\//;

/** What webpack/valibot.js leaves out, where it is called. */
const standIn = fs.readFileSync(path.join(__dirname, '../webpack/valibot.js'), 'utf8');
const names = [...standIn.matchAll(/^export const (\w+) = ofTheFunctions;/gm)].map(([, name]) => name);
const LEFT_OUT = new RegExp(`\\bv\\.(${names.join('|')})\\(`);

const LANGUAGES = ['en', 'es', 'pt-BR'];

const sizeOf = (text) => gzipSync(text, { level: 9 }).length / 1000;
const kilobytes = (size) => size.toFixed(1).padStart(6);

/** `@twilio-paste/button` of a module of that package, `src/contract` of one of ours. */
function originOf(source) {
  const [, library] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source) ?? [];
  if (library) return library;
  const [, folder] = /.*\/((?:src|webpack)(?:\/components)?(?:\/[^/]+(?=\/))?)\//.exec(source) ?? [];
  return folder ?? 'webpack itself';
}

/** A built file, and its text by the library or folder that it comes from. */
function read(file) {
  const code = fs.readFileSync(file, 'utf8');
  const payload = JSON.parse(fs.readFileSync(`${file}.map`, 'utf8'));
  const map = new SourceMap(payload);
  const texts = new Map();
  const lines = new Map(payload.sources.map((source, index) => [source, payload.sourcesContent[index].split('\n')]));
  const leftOut = new Set();
  code.split('\n').forEach((line, row) => {
    for (let column = 0; column < line.length; column += 1) {
      const { originalSource = '', originalLine } = map.findEntry(row, column);
      if (LEFT_OUT.test(lines.get(originalSource)?.[originalLine]))
        leftOut.add(`${originalSource}:${originalLine + 1}`);
      const origin = originOf(originalSource);
      texts.set(origin, (texts.get(origin) ?? '') + line[column]);
    }
  });
  const [name] = path.basename(file).split('.');
  return { name, size: sizeOf(code), texts, sources: payload.sources, leftOut: [...leftOut] };
}

/** Prints sizes by file and library. Answers what is wrong with them. */
function reportBundle(startFile, chunkFiles) {
  const start = { ...read(startFile), name: 'start' };
  const chunks = chunkFiles.map(read).sort((one, other) => other.size - one.size);
  const sizes = Object.fromEntries(chunks.map(({ name, size }) => [name, size]));
  const language = Math.max(...LANGUAGES.map((name) => sizes[name]));
  const panel = start.size + sizes.panel + sizes.shared + language;

  console.log('\nKB gzipped, and of which libraries (each gzipped by itself; below 0.5 KB left out)\n');
  for (const { name, size, texts } of [start, ...chunks]) {
    const parts = [...texts]
      .map(([origin, text]) => [origin, sizeOf(text)])
      .filter(([, part]) => part >= 0.5)
      .sort(([, one], [, other]) => other - one);
    console.log(`${kilobytes(size)}  ${name}`);
    for (const [origin, part] of parts) console.log(`${' '.repeat(8)}${kilobytes(part)}  ${origin}`);
  }
  console.log();

  const strangers = new Set(start.sources.filter((source) => NOT_IN_START.test(source)).map(originOf));
  const failures = [...strangers].map(
    (library) => `Flex would load ${library} when it starts: import() what needs it.`,
  );
  for (const { name, leftOut } of [start, ...chunks]) {
    failures.push(...leftOut.map((place) => `${name} needs at ${place} what webpack/valibot.js leaves out.`));
  }
  const hold = (what, size, budget) => {
    console.log(`${kilobytes(size)} of ${budget} KB  ${what}`);
    if (size > budget) failures.push(`${what} is above its budget by ${(size - budget).toFixed(1)} KB.`);
  };
  for (const { name, size } of chunks) {
    if (name !== 'panel' && name !== 'shared') hold(name, size, BUDGETS.screen);
  }
  hold('start, panel, shared and one language', panel, BUDGETS.panel);
  hold('start', start.size, BUDGETS.start);
  return failures;
}

module.exports = { reportBundle };
