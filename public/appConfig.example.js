// For `flex-plugin start`: copy to appConfig.js. In a deployed Flex the same settings come from the Flex Configuration,
// `ui_attributes.messaging_controls`.
window.appConfig = {
  pluginService: {
    enabled: true,
    url: '/plugins',
  },
  logLevel: 'info',
  messaging_controls: {
    backendUrl: 'https://messaging-controls-1234-dev.twil.io',
    senders: [
      { address: '+14155550100', channel: 'sms', name: 'Customer care' },
      { address: '+14155550100', channel: 'whatsapp', name: 'Customer care' },
    ],
    channels: [
      { name: 'kiosk', channelType: 'kiosk', label: 'Kiosk', icon: 'GenericTask', color: '#8a4b08' },
      { name: 'community', taskChannelUniqueName: 'community', label: 'Community', color: '#5817bd' },
    ],
    autoAccept: { autoAnswer: true },
  },
};
