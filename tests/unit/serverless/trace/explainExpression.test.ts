import { explain } from '../../../../serverless/src/trace/explainExpression';

const worker = {
  roles: ['agent'],
  routing: { skills: ['support'], levels: { support: 3, chat: '3' } },
  languages: [{ code: 'en' }],
  team: 'Night AND day',
  location: null,
  isTrainee: true,
};

test.each<[expression: string, lacks: string[][][]]>([
  // What stands side by side.
  ['routing.skills HAS "support"', []],
  ["routing.skills HAS 'billing'", [[['billing']]]],
  ['(routing.skills HAS "billing") AND roles HAS "agent"', [[['billing']]]],
  ['routing.skills has "billing" && routing.levels.support >= 5', [[['billing']], [['routing.levels.support >= 5']]]],
  ['routing.levels.support > 2', []],
  ['team == "Night AND day"', []],
  ['team = "Day (OR night)"', [[['team = "Day (OR night)"']]]],
  ['team CONTAINS "Night"', []],
  ['team CONTAINS "dawn"', [[['team CONTAINS "dawn"']]]],
  ['location == "home"', [[['location == "home"']]]],
  ['location == null AND team != null', []],
  ['languages[0].code == "es"', [[['languages[0].code == "es"']]]],
  ['roles HAS "lead"', [[['roles HAS "lead"']]]],
  ['1==1', []],
  ['', []],
  // Alternatives: none of them holds.
  ['routing.skills HAS "billing" OR routing.skills HAS "vip"', [[['billing'], ['vip']]]],
  ['routing.skills HAS "billing" OR routing.skills HAS "support"', []],
  [
    '(routing.skills HAS "fr" AND routing.skills HAS "legal" AND roles HAS "agent") OR roles HAS "lead"',
    [[['fr', 'legal'], ['roles HAS "lead"']]],
  ],
  ['team == "Day" AND (routing.skills HAS "fr" OR routing.skills HAS "es")', [[['team == "Day"']], [['fr'], ['es']]]],
  [
    'roles HAS "lead" OR (roles HAS "agent" AND (routing.skills HAS "fr" OR routing.skills HAS "es"))',
    [[['roles HAS "lead"'], ['(routing.skills HAS "fr" OR routing.skills HAS "es")']]],
  ],
  // What must not be.
  ['NOT routing.skills HAS "support"', [[['NOT routing.skills HAS "support"']]]],
  ['NOT (isTrainee OR roles HAS "lead")', [[['NOT isTrainee']]]],
  [
    'NOT (roles HAS "agent" AND routing.skills HAS "support")',
    [[['NOT roles HAS "agent"'], ['NOT routing.skills HAS "support"']]],
  ],
  ['team NOT IN ["Day", "Night AND day"]', [[['team NOT IN ["Day", "Night AND day"]']]]],
  // One of a list.
  ['team IN ["Day"]', [[['team IN ["Day"]']]]],
  ['team IN ["Day", "Night AND day"]', []],
])('%s', (expression, lacks) => expect(explain(expression, worker)).toMatchObject({ lacks, unread: [] }));

test.each<[expression: string, unread: string[]]>([
  ['team LIKE "N%"', ['team LIKE "N%"']],
  ['team ~ "N" AND roles HAS "agent"', ['team ~ "N"']],
  ['team LIKE "N%" OR roles HAS "lead"', ['team LIKE "N%"']],
  ['NOT team LIKE "N%"', ['NOT team LIKE "N%"']],
  ['run(team)', ['run(team)']],
  ['team == "N" AND', ['team == "N" AND']],
  ['team == "a\\"b"', ['team == "a\\"b"']],
  // Of different types, in other case, and of a list that is asked for a part: nothing is documented of these.
  ['routing.levels.chat == 3', ['routing.levels.chat == 3']],
  ['routing.levels.chat >= 5', ['routing.levels.chat >= 5']],
  ['team CONTAINS "night"', ['team CONTAINS "night"']],
  ['roles CONTAINS "agent"', ['roles CONTAINS "agent"']],
  // Nor of what is not there, whether it is unequal.
  ['location != "home"', ['location != "home"']],
  ['location NOT IN ["home"]', ['location NOT IN ["home"]']],
  ['NOT location == "home"', ['NOT location == "home"']],
])('of %s nobody can tell', (expression, unread) =>
  expect(explain(expression, worker)).toEqual({ holds: undefined, lacks: [], unread, notLists: [] }),
);

test('what is certain is told beside what is not', () => {
  expect(explain('roles HAS "lead" AND team LIKE "N%"', worker)).toMatchObject({
    holds: false,
    lacks: [[['roles HAS "lead"']]],
    unread: ['team LIKE "N%"'],
  });
  expect(explain('roles HAS "agent" OR team LIKE "N%"', worker)).toMatchObject({ holds: true, unread: [] });
});

test('in a text, HAS finds nothing, though the skill stands there', () => {
  const written = { routing: { skills: 'billing' } };
  expect(explain('routing.skills HAS "billing"', written)).toMatchObject({
    lacks: [[['billing']]],
    notLists: ['routing.skills'],
  });
});

test('of attributes that are none', () => {
  expect(explain('routing.skills HAS "billing"', undefined).lacks).toEqual([[['billing']]]);
});
