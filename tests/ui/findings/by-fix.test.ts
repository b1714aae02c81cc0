import { expect, test } from 'vitest';
import type { Diagnostic, Fix } from '../../../src/compiler/types.ts';
import { byFix, distinctFixes, sharedWords } from '../../../src/ui/findings/by-fix.ts';

const fix = (node: string, label = `Remove ${node}`): Fix => ({ label, command: { type: 'remove', nodes: [node] } });
const problem = (code: string, ...fixes: readonly Fix[]): Diagnostic => ({
  severity: 'error',
  code,
  message: code,
  hint: '',
  fixes,
});

/** `ab+c` for a and b together, with the labels of the fixes that they share. */
const told = (diagnostics: readonly Diagnostic[]) =>
  byFix(diagnostics).map(({ problems, shared }) => ({
    problems: problems.map(({ diagnostic, own }) => [diagnostic.code, ...own.map(({ label }) => label)].join(': ')),
    shared: shared.map(({ label }) => label),
  }));

test('two problems with the same fixes are one entry, which offers each fix once', () => {
  expect(told([problem('a', fix('x'), fix('y')), problem('b'), problem('c', fix('x'), fix('y'))])).toEqual([
    { problems: ['a', 'c'], shared: ['Remove x', 'Remove y'] },
    { problems: ['b'], shared: [] },
  ]);
});

test('a fix of one problem alone stays with it', () => {
  const [entry] = byFix([problem('a', fix('x')), problem('b', fix('y'), fix('x', 'Take x out'))]);
  expect(told([problem('a', fix('x')), problem('b', fix('y'), fix('x', 'Take x out'))])).toEqual([
    { problems: ['a', 'b: Remove y'], shared: ['Remove x'] },
  ]);
  expect(entry && sharedWords(entry)).toBe('For both:');
});

test('problems are together also by a third one, and then it is said that a fix is not for all', () => {
  const three = [problem('a', fix('x')), problem('b', fix('y')), problem('c'), problem('d', fix('y'), fix('x'))];
  expect(told(three)).toEqual([
    { problems: ['a', 'b', 'd'], shared: ['Remove x', 'Remove y'] },
    { problems: ['c'], shared: [] },
  ]);
  const [entry] = byFix(three);
  expect(entry && sharedWords(entry)).toBe('For several of these:');
  const [all] = byFix(['a', 'b', 'c'].map((code) => problem(code, fix('x'))));
  expect(all && sharedWords(all)).toBe('For all 3:');
});

test('buttons that say the same and do something else are different fixes', () => {
  expect(byFix([problem('a', fix('x', 'Remove the wire')), problem('b', fix('y', 'Remove the wire'))])).toHaveLength(2);
});

test('one problem that offers a fix twice offers it once', () => {
  expect(distinctFixes([fix('x'), fix('y'), fix('x', 'Take x out')]).map(({ label }) => label)).toEqual([
    'Remove x',
    'Remove y',
  ]);
  expect(told([problem('a', fix('x'), fix('x'))])).toEqual([{ problems: ['a: Remove x'], shared: [] }]);
});
