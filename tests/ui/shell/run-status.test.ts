import { describe, expect, it } from 'vitest';
import { freshFacts } from '../../../src/ui/stores/fresh-facts.ts';
import { program } from '../stores/fixtures.ts';
import { epochText, programText, speedText } from '../../../src/ui/shell/run-status.tsx';

const run = (changes: Partial<Parameters<typeof epochText>[0]> = {}) => ({
  state: 'running' as const,
  stale: false,
  epoch: 5,
  epochs: 60,
  done: undefined,
  step: 1234,
  stepsPerSecond: 500,
  ...changes,
});

describe('a graph that changed while its run goes on', () => {
  it.each(['running', 'paused'] as const)('does not hide the epoch of a run that is %s', (state) => {
    expect([epochText(run({ state, stale: true })), speedText(run({ state, stale: true }))]).toEqual([
      'epoch 5/60',
      'graph changed',
    ]);
  });

  it('is the news once the run is over', () => {
    const over = run({ state: 'finished', stale: true });
    expect([epochText(over), speedText(over)]).toEqual(['the graph has changed', '']);
  });
});

it('says how fast training goes, and where it rests', () => {
  expect([epochText(run()), speedText(run())]).toEqual(['epoch 5/60', '500 steps/s']);
  expect(speedText(run({ state: 'paused' }))).toBe('step 1,234');
});

it('says where each of several programs stands', () => {
  const facts = { ...freshFacts('run1', program('sgd'), 'auto'), state: 'running', epoch: 3, step: 1234 } as const;
  const batches = [{ step: 1234, loss: 0.3125, learningRate: 0.1 }];
  expect(programText('sgd', { ...facts, epochs: 15, batches })).toBe('sgd: epoch 3/15, step 1,234, loss 0.313');
  expect(programText('adam', undefined)).toBe('adam: not trained yet');
});
