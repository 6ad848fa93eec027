const path = require('node:path');

const TerserPlugin = require('terser-webpack-plugin');
const { NormalModuleReplacementPlugin, optimize } = require('webpack');

/** Small stand-ins for parts of libraries; each says why. */
const standIn = (name) => path.resolve(__dirname, 'webpack', name);
const LEFT_OUT = standIn('leftOut.js');

/**
 * The newest syntax that webpack 4 can read in what Babel gives it: no `?.`, no `??` and no class fields. Every browser
 * that Flex supports knows it.
 */
const BABEL = { targets: 'chrome 71', assumptions: { noDocumentAll: true, pureGetters: true } };
const ECMA = 2018;

const isShared = ({ resource = '' }) => /[\\/]src[\\/](?!strings)/.test(resource);

/** flex-plugin-scripts calls this with its own webpack 4 configuration. */
module.exports = (config, { isProd }) => {
  // What nothing here uses of the libraries is left out, or has a stand-in that is smaller.
  Object.assign(config.resolve.alias, {
    // Without its helpers for scripts and style sheets of a plugin's own.
    '@twilio/flex-plugin$': require.resolve('@twilio/flex-plugin/dist/lib/flex-plugin'),
    'grapheme-splitter$': standIn('graphemes.js'),
    '@twilio-paste/animation-library$': standIn('animations.js'),
    '@twilio-paste/react-textarea-autosize-library$': standIn('growingTextArea.js'),
    '@twilio-paste/uid-library$': standIn('uid.js'),
    '@twilio-paste/style-props$': standIn('styleProps.js'),
    '@twilio-paste/theme$': standIn('theme.js'),
    valibot$: standIn('valibot.js'),
    // Which of an SMS's characters could be exchanged for shorter ones.
    [require.resolve('sms-segments-calculator/dist/libs/SmartEncodingMap')]: LEFT_OUT,
    'sms-segments-calculator$': require.resolve('sms-segments-calculator/dist/libs/SegmentedMessage'),
  });
  // It lets src/ import nothing beside it, not even a stand-in.
  config.resolve.plugins = config.resolve.plugins.filter((plugin) => plugin.constructor.name !== 'ModuleScopePlugin');
  // ECMAScript modules, so that only the parts that are used are bundled.
  config.resolve.mainFields = ['module', 'main'];

  const rules = config.module.rules.flatMap((rule) => rule.oneOf ?? [rule]);
  for (const { loader, options } of rules) {
    if (loader !== require.resolve('babel-loader')) continue;
    Object.assign(options, BABEL, { plugins: [...(options.plugins ?? []), standIn('pureSchemas.cjs')] });
  }

  // It extends Error as ES5 has to.
  config.plugins.push(
    new NormalModuleReplacementPlugin(/libphonenumber-js[\\/]es6[\\/]ParseError\.js$/, standIn('parseError.js')),
  );

  config.module.rules.push({
    test: /libphonenumber-js[\\/]metadata\.min\.json\.js$/,
    loader: standIn('phoneMetadata.js'),
  });
  // webpack 4 cannot read the syntax that valibot is published in.
  config.module.rules.push({
    test: /\.mjs$/,
    include: /node_modules[\\/]valibot[\\/]/,
    type: 'javascript/auto',
    loader: require.resolve('babel-loader'),
    options: {
      babelrc: false,
      configFile: false,
      ...BABEL,
      presets: [require.resolve('babel-preset-react-app')],
    },
  });

  // `npm test` checks the types of everything, and so does `npm run typecheck`.
  config.plugins = config.plugins.filter((plugin) => plugin.constructor.name !== 'ForkTsCheckerWebpackPlugin');
  if (!isProd) {
    // Twilio's development server serves one file.
    config.plugins.push(new optimize.LimitChunkCountPlugin({ maxChunks: 1 }));
  }
  if (isProd) {
    // What Flex does not need to start comes in chunks, which the backend serves: src/chunks/. Their names tell their
    // content, so that those of several releases can lie side by side.
    Object.assign(config.output, {
      chunkFilename: 'chunks/[name].[contenthash:12].js',
      // Of ours alone: with webpack's own name, two plugins in one page would take each other's chunks.
      jsonpFunction: 'messagingControlsChunks',
      // Milliseconds.
      chunkLoadTimeout: 20_000,
      // A module that throws is run again at the next try, in the place of passing for one that is there.
      strictModuleExceptionHandling: true,
    });
    config.optimization.splitChunks = {
      chunks: 'async',
      cacheGroups: {
        default: false,
        vendors: false,
        // One chunk for Paste and for what several screens share.
        paste: {
          name: 'shared',
          test: /node_modules[\\/](@twilio-paste|prop-types)[\\/]|[\\/]webpack[\\/]/,
          enforce: true,
        },
        // What the panel has in common with others, and what only those have.
        shared: {
          name: 'shared',
          test: (module, chunks) =>
            isShared(module) && chunks.some(({ name }) => name === 'panel' || name === 'shared'),
          minChunks: 2,
          priority: 1,
          enforce: true,
        },
        screens: { name: 'screens', test: isShared, minChunks: 2, enforce: true },
      },
    };
    // scripts/build-plugin.cjs holds the sizes to budgets of our own.
    config.performance = { hints: false };
    // It overwrites the real source map with an empty one.
    config.plugins = config.plugins.filter((plugin) => plugin.constructor.name !== 'SourceMapDevToolPlugin');
    config.optimization.minimizer = [
      new TerserPlugin({
        sourceMap: true,
        terserOptions: {
          ecma: ECMA,
          // No getter of a library's or of ours does anything.
          compress: { passes: 3, pure_getters: true },
          output: { comments: false, ascii_only: true },
        },
      }),
    ];
  }
  return config;
};
