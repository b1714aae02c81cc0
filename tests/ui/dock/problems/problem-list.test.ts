import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../../src/compiler/types.ts';
import { countProblems, countWords, grouped } from '../../../../src/ui/dock/problems/problem-list.ts';

const problem = (severity: Diagnostic['severity'], code: string): Diagnostic => ({
  severity,
  code,
  message: code,
  hint: '',
});
const all = [problem('hint', 'a'), problem('error', 'b'), problem('warning', 'c'), problem('error', 'd')];

test('errors come first, in the compiler’s order, and empty groups are left out', () => {
  expect(grouped(all).map(({ severity, problems }) => [severity, problems.map(({ code }) => code).join('')])).toEqual([
    ['error', 'bd'],
    ['warning', 'c'],
    ['hint', 'a'],
  ]);
  expect(grouped([])).toEqual([]);
});

test('the tab counts errors, warnings and the fault of the run, not hints', () => {
  expect(countProblems(all, undefined)).toEqual({ errors: 2, warnings: 1 });
  expect(countProblems([], { code: 'crash', message: '', hint: '' })).toEqual({ errors: 1, warnings: 0 });
  expect(countWords({ errors: 2, warnings: 1 })).toBe('2 errors and 1 warning');
  expect(countWords({ errors: 0, warnings: 0 })).toBe('no problems');
});
