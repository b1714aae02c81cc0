import { afterEach, expect, test } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { example, programOf } from '../../support/programs.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

const constrained = (type: string, params: Record<string, number>, port: string): GraphDocument => {
  const xor = example('xor');
  return {
    ...xor,
    nodes: [...xor.nodes, { id: 'rule', type, position: [0, 0], params }],
    edges: [...xor.edges, { from: 'rule.constraint', to: port }],
  };
};

/** tfjs' own `fit` never applies constraints. */
test.each([
  ['NonNeg', {}, (column: number[]) => column.every((value) => value >= 0)],
  ['MaxNorm', { max_value: 0.4 }, (column: number[]) => Math.hypot(...column) <= 0.4 + 1e-5],
  ['UnitNorm', {}, (column: number[]) => Math.abs(Math.hypot(...column) - 1) < 1e-4],
] as const)('%s holds after every step, and only where it is wired', async (type, params, holds) => {
  recorder = record(programOf(constrained(type, params, 'd1.kernel_constraint')));
  const { trainer } = recorder;
  for (let step = 0; step < 5; step++) {
    trainer.command({ type: 'stepBatch' });
    await trainer.settled();
    const weights = (await trainer.current?.checkpoint())?.weights;
    const kernel = [...(weights?.get('d1/kernel') ?? [])];
    expect(kernel).toHaveLength(16);
    for (let unit = 0; unit < 8; unit++) expect(holds(kernel.filter((_, i) => i % 8 === unit))).toBe(true);
    expect([...(weights?.get('out/kernel') ?? [])].some((value) => value < 0)).toBe(true);
  }
});
