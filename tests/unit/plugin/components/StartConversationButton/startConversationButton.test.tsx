import '../../support/browser';

import React from 'react';
import * as Flex from '@twilio/flex-ui';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Provider } from 'react-redux';

import { StartConversationButton } from '../../../../../src/components/StartConversationButton/StartConversationButton';
import { StartConversationPanel } from '../../../../../src/components/StartConversationPanel/StartConversationPanel';
import { ContactProviders } from '../../../../../src/contacts/contactProviders';
import { onDialpadOpened } from '../../../../../src/flex/dialpad';
import type { PluginContext } from '../../../../../src/PluginContext';
import { readSettings } from '../../../../../src/settings/readSettings';
import { setStartConversationPanelOpen } from '../../../../../src/state/messagingControlsState';
import { en } from '../../../../../src/strings/en';
import { createTranslate } from '../../../../../src/strings/translate';
import { createManager } from '../../support/createManager';
import type { TestManager } from '../../support/createManager';
import { SENDERS } from '../../support/renderPanel';

const button = () => screen.getByRole('button', { name: 'Start conversation' });

describe('start conversation button', () => {
  const user = userEvent.setup();

  const renderBoth = (): TestManager => {
    const world = createManager();
    const { settings } = readSettings({ backendUrl: 'https://example.twil.io', senders: SENDERS });
    const plugin: PluginContext = {
      flex: Flex,
      manager: world.manager,
      settings,
      backend: undefined,
      locale: 'en',
      t: createTranslate(en),
    };
    const toggle = () =>
      world.set(({ view }) => ({ view: { ...view, isOutboundDialerOpen: !view.isOutboundDialerOpen } }));
    Flex.Actions.registerAction('ToggleOutboundDialer', () => Promise.resolve(toggle()));
    onDialpadOpened(plugin, () => world.manager.store.dispatch(setStartConversationPanelOpen(false)));
    render(
      <Provider store={world.manager.store}>
        <Flex.StorelessThemeProvider themeConf={{}}>
          <StartConversationButton plugin={plugin} />
          <StartConversationPanel plugin={plugin} contacts={new ContactProviders()} />
        </Flex.StorelessThemeProvider>
      </Provider>,
    );
    return world;
  };

  it('opens the panel, says so, and closes it', async () => {
    renderBoth();
    expect(button()).toHaveAttribute('aria-expanded', 'false');
    await user.click(button());
    const panel = await screen.findByRole('dialog');
    expect(button()).toHaveAttribute('aria-expanded', 'true');
    expect(button()).toHaveAttribute('aria-controls', panel.id);
    await user.click(button());
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('takes the focus back from the panel, but not from elsewhere', async () => {
    const { manager } = renderBoth();
    await user.click(button());
    await screen.findByRole('dialog');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(button()).toHaveFocus());

    await user.click(button());
    await screen.findByRole('dialog');
    const elsewhere = document.body.appendChild(document.createElement('input'));
    elsewhere.focus();
    act(() => {
      manager.store.dispatch(setStartConversationPanelOpen(false));
    });
    expect(elsewhere).toHaveFocus();
    elsewhere.remove();
  });

  it('shares its place with the dialpad', async () => {
    const { manager, set } = renderBoth();
    const dialpad = () => manager.store.getState().flex.view.isOutboundDialerOpen;
    act(() => set(({ view }) => ({ view: { ...view, isOutboundDialerOpen: true } })));
    await user.click(button());
    await screen.findByRole('dialog');
    expect(dialpad()).toBe(false);
    await act(() => Flex.Actions.invokeAction('ToggleOutboundDialer') as Promise<void>);
    expect(dialpad()).toBe(true);
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});
