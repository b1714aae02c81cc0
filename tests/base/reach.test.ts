import { expect, test } from 'vitest';
import { reach } from '../../src/base/reach.ts';

const NEXT: Readonly<Record<string, readonly string[]>> = { a: ['b', 'c'], b: ['d'], c: ['d'], d: ['b'], e: ['a'] };
const from = (...starts: string[]) => [...reach(starts, (each) => NEXT[each] ?? [])].toSorted();

test('everything behind the starts, themselves included, also round a circle', () => {
  expect(from('a')).toEqual(['a', 'b', 'c', 'd']);
  expect(from('b')).toEqual(['b', 'd']);
  expect(from('c', 'e')).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(from()).toEqual([]);
});

test('each is asked once', () => {
  const asked: string[] = [];
  reach(['a'], (each) => {
    asked.push(each);
    return NEXT[each] ?? [];
  });
  expect(asked.toSorted()).toEqual(['a', 'b', 'c', 'd']);
});

test('the nearest come first', () => {
  const ways: Readonly<Record<string, readonly string[]>> = { a: ['b', 'c'], b: ['x'], x: ['y'], c: ['z'] };
  expect([...reach(['a'], (each) => ways[each] ?? [])]).toEqual(['a', 'b', 'c', 'x', 'z', 'y']);
});
