// Settings for `flex-plugin start`; see appConfig.example.js.
window.appConfig = {
  pluginService: {
    enabled: true,
    url: '/plugins',
  },
  logLevel: 'info',
};
