import { expect, test } from 'vitest';
import { saidBy, toldTogether, whoseRun } from '../../../../src/ui/dock/problems/told-together.ts';

test('what is the same for several programs is told once, for the same programs together', () => {
  const said = [
    { program: 'a', items: ['one', 'both', 'also both'] },
    { program: 'b', items: ['both', 'also both', 'both'] },
    { program: 'c', items: [] },
  ];
  expect(toldTogether(said, (item) => item)).toEqual([
    { programs: ['a'], items: ['one'] },
    { programs: ['a', 'b'], items: ['both', 'also both'] },
  ]);
});

test('faults and warnings of every run, and nothing else that they have said', () => {
  const fault = { code: 'nonFinite', message: 'The loss is NaN.', hint: 'Lower the rate.' } as const;
  const logs = [
    [
      { level: 'info', message: 'begun' },
      { level: 'warning', message: 'slow' },
    ],
    [{ level: 'warning', message: 'slow' }],
  ] as const;
  expect(saidBy(['a', 'b'], [undefined, fault], logs)).toEqual({
    failed: [{ programs: ['b'], items: [fault] }],
    warned: [{ programs: ['a', 'b'], items: ['slow'] }],
  });
});

test.each([
  [['a'], 1, 'the run'],
  [['a'], 3, 'the run of a'],
  [['a', 'b'], 2, 'both runs'],
  [['a', 'b'], 3, 'the runs of a and b'],
  [['a', 'b', 'c'], 4, 'the runs of a, b and c'],
  [['a', 'b', 'c', 'd'], 5, '4 of 5 runs'],
  [['a', 'b', 'c'], 3, 'all runs'],
])('%j of %i: %s', (names, all, words) => {
  expect(whoseRun(names, all)).toBe(words);
});
