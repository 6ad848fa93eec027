/** Aborted by Ctrl-C, so that what was made is removed before the program ends. A second one ends it at once. */
export function interruption(): AbortController {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) {
      console.error('Ended at once. The next probe removes what is left.');
      process.exit(130);
    }
    console.error('Stopping. Removing what the probe made first.');
    process.exitCode = 130;
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller;
}
