import { lacking } from '../../../serverless/src/trace/queueExpression';

const worker = {
  roles: ['agent'],
  routing: { skills: ['support'], levels: { support: 3 } },
  team: 'Night AND day',
  location: null,
};

test.each<[expression: string, lacks: string[]]>([
  ['routing.skills HAS "support"', []],
  ["routing.skills HAS 'billing'", ['billing']],
  ['routing.skills HAS "billing" AND roles HAS "agent"', ['billing']],
  ['routing.skills has "billing" && routing.levels.support >= 5', ['billing', 'routing.levels.support >= 5']],
  ['routing.levels.support > 2', []],
  ['team == "Night AND day"', []],
  ['team = "Day (OR night)"', ['team = "Day (OR night)"']],
  ['location != "home"', ['location != "home"']],
  ['1==1', []],
  // Of these it is not one thing that a worker lacks, or it is not read here.
  ['routing.skills HAS "billing" OR routing.skills HAS "vip"', []],
  ['(routing.skills HAS "billing")', []],
  ['NOT routing.skills HAS "support"', []],
  ['routing.skills IN ["billing"]', []],
  ['routing.skills HAS task.skill', []],
  ['', []],
])('%s', (expression, lacks) => expect(lacking(expression, worker)).toEqual(lacks));

test('of attributes that are none', () => {
  expect(lacking('routing.skills HAS "billing"', undefined)).toEqual(['billing']);
});
