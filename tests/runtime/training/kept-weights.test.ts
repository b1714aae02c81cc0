/** A callback may keep weights beside the run, and another one lower the learning rate. */
import { afterEach, expect, test } from 'vitest';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

const xor = example('xor');
const id = (type: string) => xor.nodes.find((node) => node.type === type)?.id ?? '';
const watched = (type: string, params: Record<string, unknown>): GraphDocument => {
  const short = withParams(xor, { [id('Train')]: { epochs: 4 } });
  return {
    ...short,
    nodes: [...short.nodes, { id: 'watch', type, position: [0, 0], params: params as never }],
    edges: [...short.edges, { from: 'watch.callback', to: `${id('Train')}.callbacks` }],
  };
};

test('the best weights are kept, and the run ends with its own', async () => {
  // The highest loss is that of the first epoch: its weights are the ones to keep.
  const best = { save_best_only: true, monitor: 'loss', mode: 'max' };
  recorder = record(programOf(watched('ModelCheckpoint', best)), 'cpu', {
    listener: { watches: () => undefined, wants: () => undefined },
  });
  const { trainer } = recorder;
  trainer.command({ type: 'stepEpoch' });
  await trainer.settled();
  const first = (await trainer.current?.checkpoint())?.weights.get('d1/kernel');
  trainer.command({ type: 'start' });
  await trainer.settled();
  expect(trainer.kept?.epoch).toBe(0);
  expect(trainer.kept?.weights.get('d1/kernel')).toEqual(first);
  expect((await trainer.current?.checkpoint())?.weights.get('d1/kernel')).not.toEqual(first);
  expect(recorder.last('done').restoredEpoch).toBeUndefined();
  // Whoever goes on from a checkpoint has them too.
  expect(recorder.last('checkpoint').checkpoint.kept?.epoch).toBe(0);
});

test('a plateau lowers the learning rate of the next step', async () => {
  const plateau = { monitor: 'accuracy', mode: 'min', patience: 1, factor: 0.5, min_delta: 1 };
  recorder = record(programOf(watched('ReduceLROnPlateau', plateau)));
  const rates: number[] = [];
  for (let epoch = 0; epoch < 3; epoch++) {
    recorder.trainer.command({ type: 'stepEpoch' });
    await recorder.trainer.settled();
    rates.push(recorder.last('epoch').learningRate);
  }
  const [first = Number.NaN] = rates;
  expect(rates[1]).toBeCloseTo(first, 12);
  expect(rates[2]).toBeCloseTo(first / 2, 12);
});
