import { describe, expect, it } from 'vitest';
import {
  canGoOn,
  loadedAs,
  NOTHING_LOADED,
  onBackend,
  onChosen,
  onGraph,
  onLost,
  onProgram,
} from '../../../src/ui/stores/run-link.ts';
import type { RunLink } from '../../../src/ui/stores/run-link.ts';
import { program } from './fixtures.ts';

const train = program('train');
const ahead = loadedAs('ahead', 'run1', train);
const chosen = loadedAs('chosen', 'run1', train);
const abandoned = {
  backend: onBackend(chosen),
  program: onProgram(chosen, 'other'),
  crash: onLost(chosen),
};
const word = (link: RunLink) => (link.is === 'abandoned' ? `abandoned: ${link.because}` : link.is);

const STATES: readonly (readonly [string, RunLink])[] = [
  ['none', NOTHING_LOADED],
  ['ahead', ahead],
  ['chosen', chosen],
  ['abandoned: backend', abandoned.backend],
  ['abandoned: program', abandoned.program],
  ['abandoned: crash', abandoned.crash],
];

describe.each(STATES)('what is loaded: %s', (name, link) => {
  const row = {
    none: ['none', 'none', 'none', 'none', 'none'],
    ahead: ['chosen', 'none', 'ahead', 'none', 'none'],
    chosen: ['chosen', 'abandoned: backend', 'chosen', 'abandoned: program', 'abandoned: crash'],
    'abandoned: backend': [name, name, name, name, 'abandoned: crash'],
    'abandoned: program': [name, 'abandoned: backend', 'chosen', name, 'abandoned: crash'],
    'abandoned: crash': [name, 'abandoned: backend', name, name, name],
  }[name];

  it('follows what happens', () => {
    const next = [onChosen(link), onBackend(link), onProgram(link, 'train'), onProgram(link, 'other'), onLost(link)];
    expect(next.map(word)).toEqual(row);
    for (const each of next) if (each.is !== 'none') expect(each).toMatchObject({ run: 'run1', program: 'train' });
  });

  it('can go on only while it fits, and is not over', () => {
    const fits = name === 'ahead' || name === 'chosen';
    expect(canGoOn(link, { over: false, stale: false })).toBe(fits);
    expect(canGoOn(link, { over: true, stale: false })).toBe(false);
    expect(canGoOn(link, { over: false, stale: true })).toBe(false);
  });

  it('is the same after a change that trains the same', () => {
    expect(onGraph(link, [program('other'), program('train', { name: 'Other' })])).toEqual({ link, stale: false });
  });

  it.each([
    ['another batch size', [program('train', { batchSize: 1 })]],
    ['no such program', []],
  ])('after a change to %s is stale, or dropped if nobody trains it', (_change, programs) => {
    const dropped = name === 'none' || name === 'ahead';
    expect(onGraph(link, programs)).toEqual(dropped ? { link: NOTHING_LOADED, stale: false } : { link, stale: true });
  });
});
