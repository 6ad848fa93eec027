import * as waitingCustomers from './feature-library/waiting-customers';
import type { Configuration, Flex, Manager } from './flex';

const FEATURES = [waitingCustomers];

/** Begins each feature that `custom_data.features` of the Flex Configuration switches on. */
class ProjectPlugin {
  name = 'plugin-flex-ts-template-v2';

  init(flex: Flex, manager: Manager): void {
    const { custom_data: settings } = manager.configuration as Configuration;
    for (const { name, begin } of FEATURES) {
      if (settings.features[name]?.enabled) begin(flex, manager, settings);
    }
  }
}

window.Twilio.Flex.Plugins.init(ProjectPlugin);
