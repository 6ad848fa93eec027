// Of what src/contract declares, the plugin asks for little: the rest is for the functions, and the minifier leaves it
// out. What only that rest is made of is left out with it, which webpack 4 cannot find out by itself. The build fails
// where something of the plugin is made of one of these after all (scripts/reportBundle.cjs).
export * from 'valibot/dist/index.mjs';

const ofTheFunctions = () => {
  throw new Error('Left out: see webpack/valibot.js.');
};

export const variant = ofTheFunctions;
export const isoDateTime = ofTheFunctions;
export const isoTimestamp = ofTheFunctions;
export const digits = ofTheFunctions;
