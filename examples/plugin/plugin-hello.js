// What the plugin builder makes of a plugin comes to this: a class, handed to Flex.
class HelloPlugin {
  name = 'HelloPlugin';

  init(flex) {
    const greeting = window.React.createElement('strong', { key: 'hello' }, 'Hello from a plugin');
    flex.MainHeader.Content.add(greeting, { align: 'end' });
  }
}

window.Twilio.Flex.Plugins.init(HelloPlugin);
