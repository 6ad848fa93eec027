import { loadChunk } from '../../chunks/loadChunk';
import type { PluginContext } from '../../PluginContext';

/** The view "Waiting", which comes whole in its chunk, link and all: an agent has time until Flex has started. */
export function addWaitingView(plugin: PluginContext): void {
  void loadChunk(() => import(/* webpackChunkName: "waiting" */ './registerWaiting')).then(
    ({ registerWaiting }) => registerWaiting(plugin),
    // What failed is in the console.
    () => undefined,
  );
}
