import { Progress } from '../../../scripts/start/Progress';

const STEPS = ['plugin', 'backend'];

/** Begins what moves the cursor. */
const ESCAPE = '\x1b[';

/** A terminal of this width: what it shows now, as lines. */
class Terminal {
  readonly isTTY = true;
  readonly columns = 40;
  lines: string[] = [];

  write(text: string): void {
    let added = text;
    if (text.startsWith(ESCAPE)) {
      const [up = '', rest = ''] = text.slice(ESCAPE.length).split(`A${ESCAPE}J`);
      this.lines.splice(-Number(up));
      added = rest;
    }
    this.lines.push(...added.split('\n').slice(0, -1));
  }
}

/** Lines without how long each took. */
const untimed = (lines: string[]): string[] => lines.map((line) => line.replace(/ +\d+\.\d s/, ''));

test('a terminal shows all steps, those to come too, and what each is at', async () => {
  const terminal = new Terminal();
  const progress = new Progress(terminal, STEPS);
  progress.begin(['Look there.']);
  let shown: string[] = [];
  const work = () => {
    progress.tell('plugin', '  a line that is longer than the terminal is wide');
    shown = [...terminal.lines];
    return Promise.resolve(42);
  };
  await progress.run('plugin', 'build the plugin', work, (result) => `${result} KB`);
  expect(untimed(shown.slice(-2))).toEqual(['  … plugin  a line that is ', '    backend']);
  expect(shown.every((line) => line.length < 40)).toBe(true);
  await progress.run(
    'backend',
    'start the backend',
    () => Promise.resolve(),
    () => 'up',
  );
  progress.end();
  expect(untimed(terminal.lines)).toEqual(['Look there.', '  ✓ plugin  42 KB', '  ✓ backend  up']);
});

test('where there is no terminal each step is a line, with what is still to come', async () => {
  let written = '';
  const progress = new Progress({ write: (text: string) => (written += text) }, STEPS);
  progress.begin(['Look there.']);
  expect(written).toBe('Look there.\n  to do: plugin, backend\n');
  await progress.run(
    'plugin',
    'build the plugin',
    () => Promise.resolve(),
    () => 'built',
  );
  await progress.run(
    'backend',
    'start the backend',
    () => Promise.resolve(),
    () => 'up',
  );
  progress.end();
  expect(untimed(written.trimEnd().split('\n').slice(2))).toEqual([
    '  ✓ plugin  built   (still: backend)',
    '  ✓ backend  up',
  ]);
  expect(written).not.toContain(ESCAPE);
});

test('a step that fails says what could not be done, and why', async () => {
  const progress = new Progress({ write: () => undefined }, STEPS);
  const work = () => Promise.reject(new Error('No space left.'));
  await expect(progress.run('plugin', 'build the plugin', work, () => '')).rejects.toThrow(
    'Could not build the plugin:\nNo space left.',
  );
});
