import { sessionToken } from '../flex/session';
import type { PluginContext } from '../PluginContext';

const MINUTE = 60_000;

/**
 * Asks the backend now and then to look for customers who are left alone: Functions have no clock of their own. At random,
 * so that many agents do not ask at once; ten minutes on average, and not in a page that nobody looks at. Answers what
 * stops it.
 */
export function askForSweeps({ manager, settings, backend }: PluginContext): () => void {
  if (!backend || !settings.janitor.isOn) {
    return () => undefined;
  }
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    timer = setTimeout(
      () => {
        wait();
        if (document.visibilityState === 'visible' && sessionToken(manager)) {
          void backend.janitor().then((answer) => {
            if (!answer.ok) {
              console.warn(
                '[Messaging Controls] nobody could look for customers who are left alone',
                answer.error.code,
              );
            }
          });
        }
      },
      (1 + 18 * Math.random()) * MINUTE,
    );
  };
  wait();
  return () => clearTimeout(timer);
}
