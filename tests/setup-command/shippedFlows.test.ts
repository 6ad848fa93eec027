import fs from 'node:fs';
import path from 'node:path';

import fc from 'fast-check';

import { createContext, readSetup } from '../../setup/src/readSetup';
import { runSteps } from '../../setup/src/runSteps';
import { startSandbox } from '../sandbox/startSandbox';
import type { RunningSandbox } from '../sandbox/startSandbox';
import { until } from '../sandbox/until';
import { EVERY_AWKWARD_TEXT, awkwardText } from '../support/awkwardText';

const STUDIO = path.join(__dirname, '../../setup/studio');
const CARE = '+14155550100';

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

interface Definition {
  states: { type: string; properties: { attributes?: string } }[];
}

describe('the flow greeting', () => {
  beforeAll(async () => {
    const setup = { ...readSetup('setup/setup.example.json'), functions: undefined };
    const context = await createContext(sandbox.twilio, setup, 'setup');
    await runSteps(context, { apply: true, tell: () => undefined });
  });

  let customers = 0;
  /** Somebody new writes, and answers the question with this. */
  async function answer(text: string): Promise<unknown[]> {
    const { services, tasks } = sandbox.world;
    customers += 1;
    const from = `+1202555${String(100 + customers).padStart(4, '0')}`;
    const write = (body: string) => services.messaging.receive({ channel: 'sms', from, to: CARE, body });
    write('Hello');
    write(text);
    const own = () => [...tasks.values()].filter(({ attributes }) => attributes['customerAddress'] === from);
    await until(() => own().length > 0);
    return own().map(({ attributes }) => attributes['subject']);
  }

  it.each([
    '¯\\_(ツ)_/¯',
    'C:\\new\\table',
    'ends in a backslash \\',
    '"quoted" and \'quoted\', “curly” and ’',
    '<b>&amp; more</b>',
    'one\ntwo\r\nthree\ttab',
    '{{ flow.variables }} {% if %} {{',
    '}} %}',
    '{"subject": "mine"}',
    '", "skill": "vip',
    '👩‍👩‍👧 café é',
    'line\u2028paragraph\u2029',
    'left \u200Fright\u202E left',
    '\\u0041 \\n \\"',
    '$& $1 %s',
    '0',
    'null',
    'true',
    '[]',
    '`${1 + 1}`',
    '\\',
    '\\\\server\\share\\',
    '/\\/\\ o.O /\\/\\',
    "O'Brien's \\'order\\'",
    '"',
    "'",
    '«¿Qué?» “¡Así!”',
    'a\u0000b',
    '\u0007bell and \u001b[31mred',
    '\ud83d\udc69\u200d\ud83d\ude80 🇲🇽 ❤️',
    'e\u0301 \u0301 Z\u0351\u0343a\u0315l\u0300go',
    '\ufeffmark first',
    '\ufffd \ufffe \uffff \u{10ffff}',
    '\u200b\u200c\u200d\u2060',
    '\u0085next line',
    '{{ "now" | date: "%Y" }}',
    '{% raw %}{{ 1 }}{% endraw %}',
    '{%- comment -%}',
    '{{widgets.ask.inbound.Body}}',
    '<script>alert("1")</script>',
    '--; DROP TABLE tasks; --',
    '%s %d %n %00',
    'https://example.com/?a=1&b="2"#\\3',
    '  spaces at both ends  ',
    'x'.repeat(1_600),
  ])('makes one task of the answer %j, which holds it to the letter', async (text) => {
    expect(await answer(text)).toEqual([text]);
  });

  it('makes one task of any answer, which holds it to the letter', () =>
    fc.assert(
      fc.asyncProperty(awkwardText, async (text) => {
        // Nobody sends nothing.
        const written = `a${text}`;
        expect(await answer(written)).toEqual([written]);
      }),
      {
        examples: EVERY_AWKWARD_TEXT.map((text): [string] => [text]),
        ...{ numRuns: Number(process.env['RUNS'] ?? '20'), seed: Number(process.env['SEED'] ?? '1') },
      },
    ));
});

test('no shipped flow writes JSON by hand: what it fills in is made JSON by Studio', () => {
  const files = fs.readdirSync(STUDIO).filter((file) => file.endsWith('.json'));
  const shipped = files.map((file) => JSON.parse(fs.readFileSync(path.join(STUDIO, file), 'utf8')) as Definition);
  const seeded = [...sandbox.world.studioFlows.values()].map(({ definition }) => definition as unknown as Definition);
  const places = [...shipped, ...seeded]
    .flatMap(({ states }) => states)
    .flatMap(({ properties }) => properties.attributes?.match(/\{\{.*?\}\}/g) ?? []);
  expect(places.length).toBeGreaterThan(0);
  expect(places.filter((place) => !/\| to_json\s*\}\}$/.test(place))).toEqual([]);
});
