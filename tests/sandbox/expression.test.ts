import { compileExpression, ExpressionError } from '../../sandbox/src/expression/compileExpression';

const scope = {
  data: { worker_sid: 'WK1', status: 'pending', attributes: { full_name: 'Alice Agent', roles: ['agent'] } },
  task: { language: 'es', score: '7', vip: true, skill: 'billing', agents: ['WK1', 'WK2'], not_in: 'x', none: null },
  worker: { sid: 'WK1', routing: { skills: ['billing', 'refunds'], levels: { billing: 4 } } },
  language: 'es',
  list: [{ name: 'first' }],
};

test.each([
  ['', true],
  ['1==1', true],
  ['0 != 0', false],
  ['1 = 1', true],
  [`language == 'es'`, true],
  [`task.language EQ "es"`, true],
  [`task.language not_eq "es"`, false],
  [`task.language != 'en'`, true],
  ['task.score > 6.5', true],
  ['task.score >= 8', false],
  ['worker.routing.levels.billing < 5 && worker.routing.levels.billing <= 4', true],
  ['worker.routing.levels.billing > -1', true],
  ['task.vip == true', true],
  ['task.vip', true],
  [`worker.routing.skills HAS 'billing'`, true],
  ['worker.routing.skills has task.skill', true],
  [`worker.routing.skills HAS "sales"`, false],
  // "Using array operators on two scalar values also returns false."
  [`task.skill HAS "billing"`, false],
  [`task.skill IN "billing"`, false],
  [`task.skill NOT IN "sales"`, false],
  ['worker.sid IN task.agents', true],
  [`task.language in ['en', "es"]`, true],
  [`task.language NOT IN ['en', 'fr']`, true],
  [`task.language Not_In ['es']`, false],
  [`data.worker_sid == "WK1" && (data.status not_in ["completed","canceled"])`, true],
  [`(data.attributes.full_name CONTAINS ["alice"])`, true],
  [`data.attributes.full_name contains "Bob"`, false],
  [`data.attributes.roles CONTAINS "agent"`, true],
  [`NOT task.language == 'en' AND task.vip == true`, true],
  [`not (task.vip == true) or task.language == 'es'`, true],
  [`task.language == 'en' OR task.language == 'fr' || task.language == 'es'`, true],
  [`task.language == 'es' OR task.language == 'fr' AND task.vip == false`, true],
  [`list[0].name == 'first'`, true],
  [`task.not_in == 'x'`, true],
  ['task.none == null', true],
  ['task.missing != null', false],
  [`task.missing == 'x'`, false],
  [`task.missing.deeper != 'x'`, false],
  [`task.missing NOT_IN ['x']`, false],
  [`task.missing HAS 'x'`, false],
  ['task.language CONTAINS [task.missing]', false],
  [`"not in" == 'not in'`, true],
])('%s', (source, expected) => {
  expect(compileExpression(source)(scope)).toBe(expected);
});

test.each([
  'task.language ==',
  `(task.language == 'es'`,
  `task.language LIKES 'es'`,
  'run()',
  'a ? b : c',
  'a; b',
  `"es`,
  '1 + 1 == 2',
])('refuses %s', (source) => {
  expect(() => compileExpression(source)).toThrow(ExpressionError);
});
