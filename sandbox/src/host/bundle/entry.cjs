// Packages below Flex expect a little of Node in the browser; it has to stand before they are loaded.
window.process = {
  env: { NODE_ENV: 'production' },
  nextTick: (callback) => setTimeout(callback, 0),
  cwd: () => '/',
  platform: 'browser',
  version: '',
};

// Built plugins hold none of these: they take them from `window`, and get the very modules that Flex itself uses.
window.React = require('react');
window.ReactDOM = require('react-dom');
window.Redux = require('redux');
window.ReactRedux = require('react-redux');
window.Twilio = { Flex: require('@twilio/flex-ui') };
