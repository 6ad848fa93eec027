const { transformSync } = require('esbuild');

// The compiler that builds the functions, so that tests run the code that ships.
module.exports = {
  process: (source, file) =>
    transformSync(source, {
      sourcefile: file,
      loader: file.endsWith('x') ? 'tsx' : 'ts',
      format: 'cjs',
      supported: { 'dynamic-import': false },
      target: 'node20',
      sourcemap: 'inline',
      tsconfigRaw: {},
    }).code,
};
