// Of what src/contract declares, the plugin asks for little: the rest is for the functions, and the minifier leaves it
// out. What only that rest is made of is left out with it, which webpack 4 cannot find out by itself.
export * from 'valibot/dist/index.mjs';

const ofTheFunctions = (name) => () => {
  throw new Error(`The plugin's bundle has no valibot.${name}: see webpack/valibot.js.`);
};

export const variant = ofTheFunctions('variant');
export const isoDate = ofTheFunctions('isoDate');
export const isoDateTime = ofTheFunctions('isoDateTime');
export const isoTimestamp = ofTheFunctions('isoTimestamp');
export const digits = ofTheFunctions('digits');
export const nullable = ofTheFunctions('nullable');
