import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../../src/compiler/types.ts';
import { countProblems, countWords, listed } from '../../../../src/ui/dock/problems/problem-list.ts';
import type { Entry } from '../../../../src/ui/findings/by-fix.ts';

const problem = (severity: Diagnostic['severity'], code: string): Diagnostic => ({
  severity,
  code,
  message: code,
  hint: '',
});
const all = [problem('hint', 'a'), problem('error', 'b'), problem('warning', 'c'), problem('error', 'd')];

const codes = (entries: readonly Entry[]) =>
  entries.map(({ problems }) => problems.map(({ diagnostic }) => diagnostic.code).join('')).join(' ');

test('errors come first, in the compiler’s order, and empty groups are left out', () => {
  expect(listed([], all).groups.map(({ severity, entries }) => [severity, codes(entries)])).toEqual([
    ['error', 'b d'],
    ['warning', 'c'],
    ['hint', 'a'],
  ]);
  expect(listed([], [])).toEqual({ found: [], groups: [] });
});

test('an entry for one fix stands where the gravest of its problems belongs', () => {
  const fixes = [{ label: 'Remove it', command: { type: 'remove', nodes: ['d'] } }] as const;
  const [hint, ...rest] = all.map((each) => ({ ...each, fixes: 'bc'.includes(each.code) ? fixes : [] }));
  const seen = { program: 'train', findings: [{ ...problem('hint', 'f'), fixes: [] }] };
  const { found, groups } = listed([seen], [...rest, ...(hint ? [hint] : [])]);
  expect(found.map(({ programs, entries }) => [programs, codes(entries)])).toEqual([[['train'], 'f']]);
  expect(groups.map(({ severity, entries }) => [severity, codes(entries)])).toEqual([
    ['error', 'bc d'],
    ['hint', 'a'],
  ]);
});

test('the tab counts errors, warnings and the fault of the run, not hints', () => {
  expect(countProblems(all, 0)).toEqual({ errors: 2, warnings: 1 });
  expect(countProblems([], 1)).toEqual({ errors: 1, warnings: 0 });
  expect(countWords({ errors: 2, warnings: 1 })).toBe('2 errors and 1 warning');
  expect(countWords({ errors: 0, warnings: 0 })).toBe('no problems');
});

test('what several runs show stands once, under the names of all of them', () => {
  const [shared, own] = [problem('warning', 'shared'), problem('hint', 'own')];
  const { found } = listed(
    [
      { program: 'fast', findings: [own, shared] },
      { program: 'slow', findings: [{ ...shared }] },
    ],
    [],
  );
  expect(found.map(({ programs, entries }) => [programs, codes(entries)])).toEqual([
    [['fast'], 'own'],
    [['fast', 'slow'], 'shared'],
  ]);
});
