const FLEX_UI = 'Flex UI 2 brings this major, and hands it to plugins';
const BUILDER = "Twilio's plugin builder (flex-plugin-scripts 7) brings this major";
const SDKS = 'the version in Flex UI, with which the sandbox is tested';

/** Packages that are not at their newest major, and what holds each back. See docs/decisions/12-packages.md. */
export const HELD_BACK: Readonly<Record<string, string>> = {
  react: FLEX_UI,
  'react-dom': FLEX_UI,
  'react-redux': FLEX_UI,
  redux: FLEX_UI,
  '@types/react': FLEX_UI,
  '@types/react-dom': FLEX_UI,
  '@twilio-paste/core': FLEX_UI,
  '@twilio-paste/icons': FLEX_UI,
  '@testing-library/react': 'later majors need React 18',
  '@testing-library/dom': "the one of @testing-library/react 12, so that there's one",
  jest: BUILDER,
  'babel-jest': BUILDER,
  '@types/jest': BUILDER,
  'babel-loader': BUILDER,
  'terser-webpack-plugin': BUILDER,
  '@twilio/conversations': SDKS,
  'twilio-sync': SDKS,
  'twilio-taskrouter': SDKS,
  '@twilio/runtime-handler': "Twilio's builder takes named versions alone; this is the one that it uses itself",
  '@twilio/cli-core': 'later majors need Node 22, and the Twilio CLI 6 has this one',
  twilio: 'Twilio CLI 6 and cli-core 8 bring twilio 5; with 6 there would be two',
  '@types/node': 'the oldest Node.js that we support',
  typescript: 'typescript-eslint needs TypeScript 5; types are checked by 7, as typescript7',
};
