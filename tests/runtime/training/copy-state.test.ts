import { afterEach, describe, expect, test } from 'vitest';
import type { BackendName } from '../../../src/protocol/backends.ts';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { isFiniteState, readState, writeSlots, writeState } from '../../../src/runtime/training/copy-state.ts';
import type { DeviceState } from '../../../src/runtime/training/copy-state.ts';
import { Network } from '../../../src/runtime/model/network.ts';
import { ratesAt } from '../../../src/runtime/training/feeds.ts';
import { Objective } from '../../../src/runtime/training/objective.ts';
import { TrainingStep } from '../../../src/runtime/training/step.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { example, linkedOf } from '../../support/programs.ts';

const made: { dispose(): void }[] = [];
afterEach(() => made.splice(0).forEach((each) => each.dispose()));

/** The network of an example with its optimizer, and a step on made-up rows. */
async function fresh(name: string, backend: BackendName) {
  await obtainBackend(backend, nodeHost);
  const linked = linkedOf(example(name));
  const network = Network.build(linked);
  const training = new TrainingStep(network, new Objective(linked));
  made.push(network, training);
  const step = () => {
    const [data, targets] = [tf.tensor2d([1, 2, -3, 4], [2, 2]), tf.tensor2d([0, 1], [2, 1])];
    const rows = { count: 2, inputs: { data }, targets };
    const rates = ratesAt(linked, 0.1, 0);
    const results = training.run({ rows, rates, random: {} });
    training.commit(results);
    tf.dispose({ figures: results.figures, rates, data, targets });
  };
  return { network, training, step };
}

const all = ({ weights, slots }: DeviceState) => [...weights, ...slots];

/** The same state with each number replaced, in numbers of its own. */
const changed = ({ weights, slots }: DeviceState, by: (value: number) => number): DeviceState => ({
  weights: new Map([...weights].map(([key, values]) => [key, values.map(by)])),
  slots: new Map([...slots].map(([key, values]) => [key, values.map(by)])),
});

describe.each(['cpu', 'wasm'] as const)('on %s a copy', (backend) => {
  test('holds each weight and each slot by its name, with the values on the device', async () => {
    const { network, training } = await fresh('two-spirals', backend);
    const copy = await readState(network, training);
    expect([...copy.weights.keys()]).toEqual(network.weights.map(({ key }) => key));
    expect([...copy.slots.keys()]).toEqual(training.state().map(({ key }) => key));
    for (const { key, variable } of network.weights) expect(copy.weights.get(key)).toEqual(variable.dataSync());
    // The weights that a layer keeps itself are copied too.
    expect(copy.weights.get('bn1/moving_variance')?.every((value) => value === 1)).toBe(true);
    const { trainable } = network;
    const size = trainable.reduce((sum, { variable }) => sum + variable.size, 0);
    for (const values of copy.slots.values()) expect(values).toHaveLength(size);
  });

  test('stays as it was when the device goes on', async () => {
    const { network, training } = await fresh('xor', backend);
    const copy = await readState(network, training);
    const before = changed(copy, (value) => value);
    writeState(
      network,
      training,
      changed(copy, (value) => value + 1),
    );
    expect(copy).toEqual(before);
    expect(await readState(network, training)).toEqual(changed(before, (value) => value + 1));
  });

  test('that was written is not touched by the steps that follow', async () => {
    const { network, training, step } = await fresh('xor', backend);
    const copy = await readState(network, training);
    const before = changed(copy, (value) => value);
    writeState(network, training, copy);
    for (let i = 0; i < 3; i++) step();
    expect(copy).toEqual(before);
    const after = await readState(network, training);
    expect(after.weights).not.toEqual(before.weights);
    expect(after.slots).not.toEqual(before.slots);
  });

  test('shares no numbers with another one', async () => {
    const { network, training } = await fresh('xor', backend);
    const [one, other] = [await readState(network, training), await readState(network, training)];
    expect(one).toEqual(other);
    for (const [, values] of all(one)) values.fill(9);
    for (const [, values] of all(other)) expect(values).not.toContain(9);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'with %s in a slot of Adam is seen to be finite no more, before it comes to the weights',
    async (value) => {
      const { network, training } = await fresh('xor', backend);
      const copy = await readState(network, training);
      expect(copy.slots.size).toBe(2);
      for (const [key, values] of copy.slots) {
        const broken = new Map([...copy.slots, [key, values.map(() => value)]]);
        writeState(network, training, { ...copy, slots: broken });
        const { weights } = await readState(network, training);
        expect(isFiniteState({ weights, slots: copy.slots })).toBe(true);
        expect(isFiniteState({ weights, slots: broken }), key).toBe(false);
      }
    },
  );

  test('of slots alone leaves the weights as they are', async () => {
    const { network, training } = await fresh('xor', backend);
    const before = await readState(network, training);
    writeSlots(training, changed(before, () => 3).slots);
    const after = await readState(network, training);
    expect(after.weights).toEqual(before.weights);
    for (const values of after.slots.values()) expect(values.every((value) => value === 3)).toBe(true);
  });

  test('that lacks a slot is refused by its name', async () => {
    const { training } = await fresh('xor', backend);
    const [{ key } = { key: '' }] = training.state();
    expect(key).not.toBe('');
    expect(() => writeSlots(training, new Map())).toThrow(`slot ${key}`);
  });

  test('taken and written leaves no tensor behind', async () => {
    const { network, training } = await fresh('two-spirals', backend);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) writeState(network, training, await readState(network, training));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a state is finite', () => {
  const one = (value: number): DeviceState['weights'] =>
    new Map([
      ['d1/kernel', Float32Array.of(1, -2, 3)],
      ['d1/bias', Float32Array.of(0, value)],
    ]);
  const inWeights = (value: number): DeviceState => ({ weights: one(value), slots: one(0) });
  const inSlots = (value: number): DeviceState => ({ weights: one(0), slots: one(value) });

  test.each([0, -0, 3.4e38, -3.4e38, 1e-45])('with %s', (value) => {
    expect([inWeights, inSlots].map((make) => isFiniteState(make(value)))).toEqual([true, true]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3.5e38])(
    'not with %s in a single weight, or in what is remembered for it',
    (value) => expect([inWeights, inSlots].map((make) => isFiniteState(make(value)))).toEqual([false, false]),
  );

  test('where there are no numbers', () => {
    const none: DeviceState['weights'] = new Map();
    expect(isFiniteState({ weights: none, slots: none })).toBe(true);
    expect(isFiniteState({ weights: new Map([['d1/bias', new Float32Array()]]), slots: none })).toBe(true);
  });
});
