/** Both modes of a network, against what the layers are known to do in each. */
import { afterEach, describe, expect, test } from 'vitest';
import { modes } from '../../../src/runtime/instruments/modes.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

async function opened(program: ReturnType<typeof programOf>): Promise<Run> {
  recorder = record(program);
  await recorder.trainer.prepare();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error('not prepared');
  return run;
}

async function read(run: Run, ...tensors: readonly string[]) {
  const meter = modes.open(run);
  const found = await meter.reduce({ tensors });
  meter.close();
  if (found === undefined) throw new Error('nothing read');
  return found;
}

describe('both modes', () => {
  test('of batch normalisation: batch statistics against moving averages', async () => {
    const run = await opened(programOf(withParams(example('two-spirals'), { bn1: { momentum: 0.9 } })));
    // The moving averages are 0 and 1 before the first step, so inference lets everything pass as it comes.
    const first = await read(run, 'd1.outputs', 'bn1.outputs');
    expect(first.batchSize).toBe(run.linked.program.batchSize);
    const [d1, bn1] = [first.tensors['d1.outputs'], first.tensors['bn1.outputs']];
    expect(d1?.inference).toEqual(d1?.training);
    expect(bn1?.training.mean).toBeCloseTo(0, 5);
    expect(bn1?.training.std).toBeCloseTo(1, 1);
    expect(bn1?.inference.std).toBeCloseTo((d1?.inference.std ?? 0) / Math.sqrt(1.001), 4);

    // Steps let them settle: both modes come to agree.
    const before = Math.abs((bn1?.inference.std ?? 0) - (bn1?.training.std ?? 0));
    for (let i = 0; i < 60; i++) {
      run.advance();
      await run.settle();
      if (run.epochComplete) await run.endEpoch();
    }
    const settled = (await read(run, 'bn1.outputs')).tensors['bn1.outputs'];
    expect(Math.abs((settled?.inference.std ?? 0) - (settled?.training.std ?? 0))).toBeLessThan(before / 4);
  });

  test('of a batch of one: training sees nothing but the shift', async () => {
    const run = await opened(programOf(withParams(example('two-spirals'), { train: { batch_size: 1 } })));
    const { tensors, batchSize } = await read(run, 'bn1.outputs');
    expect(batchSize).toBe(1);
    expect(tensors['bn1.outputs']?.training.std).toBe(0);
    expect(tensors['bn1.outputs']?.inference.std).toBeGreaterThan(0.1);
  });

  test('of dropout: half of the values are gone in training, none in inference', async () => {
    const document = example('two-spirals');
    const nodes = document.nodes.map((node) =>
      node.id === 'relu1' ? { ...node, type: 'Dropout', params: { rate: 0.5 } } : node,
    );
    const run = await opened(programOf({ ...document, nodes }));
    const dropped = (await read(run, 'relu1.outputs')).tensors['relu1.outputs'];
    expect(dropped?.training.zeros).toBeCloseTo(0.5, 1);
    expect(dropped?.inference.zeros).toBe(0);
  });

  test('of the answer: probabilities in both, although the loss reads logits', async () => {
    const run = await opened(programOf(example('two-spirals')));
    const { tensors } = await read(run, 'prob.outputs');
    expect(tensors['prob.outputs']?.training.mean).toBeCloseTo(0.5, 5);
    expect(tensors['prob.outputs']?.inference.mean).toBeCloseTo(0.5, 5);
  });

  test('only what is asked for and there', async () => {
    const run = await opened(programOf(example('xor')));
    expect((await read(run)).tensors).toEqual({});
    expect(Object.keys((await read(run, 'd1.outputs', 'nobody.outputs')).tensors)).toEqual(['d1.outputs']);
  });
});
