/** Findings of a running network come at once and go slowly. */
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/compiler/types.ts';
import { steady } from '../../../src/ui/findings/steady.ts';
import type { Shown } from '../../../src/ui/findings/steady.ts';

const finding = (code: string, message = code): Diagnostic => ({
  severity: 'warning',
  code,
  node: 'd1',
  message,
  hint: '',
});
const codes = (shown: readonly Shown[]) => shown.map(({ finding: { code } }) => code);
const after = (looks: readonly (readonly Diagnostic[])[]) =>
  looks.reduce<readonly Shown[]>((shown, found) => steady(shown, found), []);

const a = finding('a');
const b = finding('b');

test('one that comes and goes with every reading stands still', () => {
  const shown = Array.from({ length: 12 }, (_, i) => (i % 3 === 0 ? [a, b] : i % 3 === 1 ? [b] : []));
  for (let looks = 1; looks <= shown.length; looks++) expect(codes(after(shown.slice(0, looks)))).toEqual(['a', 'b']);
});

test('one that stays away goes', () => {
  expect(codes(after([[a], [], [], []]))).toEqual(['a']);
  expect(codes(after([[a], [], [], [], []]))).toEqual([]);
});

test('numbers are renewed now and then, not with every look', () => {
  const told = (looks: number) =>
    after(Array.from({ length: looks }, (_, i) => [finding('a', `at ${i}`)]))[0]?.finding.message;
  expect([told(1), told(4), told(7), told(8), told(14)]).toEqual(['at 0', 'at 0', 'at 0', 'at 7', 'at 7']);
});
