import { workflowSteps } from '../../../../serverless/src/trace/workflowSteps';
import type { RoutedTask } from '../../../../serverless/src/trace/workflowSteps';

const [CARE, BILLING] = ['WQ1', 'WQ2'];
const step = (queue: string | undefined, expression: string, more: object = {}) => ({ queue, expression, ...more });

const steps = (filters: object[], task: Partial<RoutedTask> = {}, otherwise?: object): string[] =>
  workflowSteps(JSON.stringify({ task_routing: { filters, default_filter: otherwise } }), {
    ...{ queueSid: CARE, filter: undefined, attributes: { skill: 'fr', agent: 'WK1' }, milliseconds: 60_000 },
    ...task,
  }).map(({ expression, named }) => [expression, named && JSON.stringify(named)].filter(Boolean).join(' '));

const filter = (expression: string, ...targets: object[]) => ({
  ...{ filter_friendly_name: expression, expression, targets },
});

describe('the step in which a task waits', () => {
  test('is of the first filter that takes it, or of the default', () => {
    const filters = [filter('skill == "es"', step(CARE, 'es')), filter('task.skill == "fr"', step(CARE, 'fr'))];
    expect(steps(filters)).toEqual(['fr']);
    expect(steps(filters, { attributes: { skill: 'it' } }, step(CARE, 'any'))).toEqual(['any']);
  });

  test('is of the filter that TaskRouter names, whatever is written in it', () => {
    const filters = [filter('skill LIKE "f%"', step(CARE, 'one')), filter('skill LIKE "e%"', step(CARE, 'two'))];
    expect(steps(filters, { filter: 'skill LIKE "e%"' })).toEqual(['two']);
    expect(steps(filters)).toEqual(['one', 'two']);
  });

  test('goes on with time, and stays in the queue of the one before where it names none', () => {
    const filters = [
      filter(
        '1==1',
        ...[step(BILLING, 'billing', { timeout: 10 }), step(CARE, 'first', { timeout: '90' })],
        ...[step(undefined, 'second', { timeout: 30 }), step(undefined, 'last', { timeout: 30 })],
      ),
    ];
    const after = (milliseconds: number) => steps(filters, { milliseconds });
    expect([after(60_000), after(100_000), after(125_000)]).toEqual([['first'], ['second'], ['last']]);
    // One that is over waits for its cancelling.
    expect(after(10_000_000)).toEqual(['last']);
  });

  test('is none that is skipped where nobody can have it; of one that counts workers nobody can tell', () => {
    const skipping = (skipIf: string) =>
      steps([filter('1==1', step(CARE, 'first', { skip_if: skipIf }), step(CARE, 'second'))]);
    expect(skipping('1==1')).toEqual(['second']);
    expect(skipping('workers.available == 0')).toEqual(['first', 'second']);
  });

  test('may be for one worker alone, whom the task names', () => {
    const named = (more: object) => steps([filter('1==1', step(CARE, '', more))]);
    expect(named({ known_worker_sid: 'task.agent' })).toEqual(['{"sid":"WK1"}']);
    expect(named({ known_worker_sid: 'WK2' })).toEqual(['{"sid":"WK2"}']);
    expect(named({ known_worker_friendly_name: 'task.none' })).toEqual(['{"friendlyName":null}']);
  });

  test('of a task whose attributes are gone, may be any that leads to its queue', () => {
    const filters = [filter('skill == "es"', step(CARE, 'es')), filter('skill == "fr"', step(BILLING, 'fr'))];
    expect(steps(filters, { attributes: undefined }, step(CARE, 'any'))).toEqual(['es', 'any']);
  });

  test.each(['', '{}', '{"task_routing":{"filters":"none"}}'])('is not known of a workflow that is %s', (source) => {
    const task = { queueSid: CARE, filter: undefined, attributes: {}, milliseconds: 0 };
    expect(workflowSteps(source, task)).toEqual([]);
  });
});
