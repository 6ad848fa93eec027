const path = require('node:path');

const TerserPlugin = require('terser-webpack-plugin');

/** Small stand-ins for parts of libraries; each says why. */
const standIn = (name) => path.resolve(__dirname, 'webpack', name);
const LEFT_OUT = standIn('leftOut.js');
const DEFAULT_TOKENS = '@twilio-paste/design-tokens/dist/tokens.es6.js';

/**
 * The newest syntax that webpack 4 can read in what Babel gives it: no `?.`, no `??` and no class fields. Every browser
 * that Flex supports knows it.
 */
const TARGETS = 'chrome 71';
const ECMA = 2018;

/** flex-plugin-scripts calls this with its own webpack 4 configuration. */
module.exports = (config, { isProd }) => {
  // ECMAScript modules of Paste, so that only the parts that are used are bundled. What Flex never uses is left out:
  // the checks of colour contrast, the list of deprecated tokens (a 160 KB file), and the themes of Twilio's other products
  // (Flex gives Paste the base theme "default" or "dark").
  Object.assign(config.resolve.alias, {
    'grapheme-splitter$': standIn('graphemes.js'),
    '@twilio-paste/animation-library$': standIn('animations.js'),
    '@twilio-paste/react-textarea-autosize-library$': standIn('growingTextArea.js'),
    '@twilio-paste/uid-library$': standIn('uid.js'),
    '@twilio-paste/color-contrast-utils$': LEFT_OUT,
    '@twilio-paste/design-tokens/dist/tokens.raw.json$': LEFT_OUT,
    ...Object.fromEntries(
      ['sendgrid', 'evergreen', 'twilio', 'twilio-dark'].map((theme) => [
        `@twilio-paste/design-tokens/dist/themes/${theme}/tokens.es6$`,
        DEFAULT_TOKENS,
      ]),
    ),
  });
  config.resolve.mainFields = ['module', 'main'];

  const rules = config.module.rules.flatMap((rule) => rule.oneOf ?? [rule]);
  for (const { loader, options } of rules) {
    if (loader === require.resolve('babel-loader')) options.targets = TARGETS;
  }

  // webpack 4 cannot read the syntax that valibot is published in.
  config.module.rules.push({
    test: /\.mjs$/,
    include: /node_modules[\\/]valibot[\\/]/,
    type: 'javascript/auto',
    loader: require.resolve('babel-loader'),
    options: {
      babelrc: false,
      configFile: false,
      targets: TARGETS,
      presets: [require.resolve('babel-preset-react-app')],
    },
  });

  if (isProd) {
    // Flex loads a plugin as one script: webpack's advice to split it does not apply.
    config.performance = { hints: false };
    // It overwrites the real source map with an empty one.
    config.plugins = config.plugins.filter((plugin) => plugin.constructor.name !== 'SourceMapDevToolPlugin');
    config.optimization.minimizer = [
      new TerserPlugin({
        sourceMap: true,
        terserOptions: {
          ecma: ECMA,
          compress: { passes: 3 },
          output: { comments: false, ascii_only: true },
        },
      }),
    ];
  }
  return config;
};
