/* What a recording promises, on WebGPU: the same as `invariants.test.ts` has on the processor, where it is another matter here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAll } from '../../../src/runtime/read-all.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { StepSpec, Tier } from '../../../src/runtime/replay/recording.ts';
import { CannotRecord } from '../../../src/runtime/replay/trace.ts';
import { verify } from '../../../src/runtime/replay/verify.ts';
import { gpuBackend } from '../../../src/runtime/replay/webgpu/device.ts';
import { record } from '../../../src/runtime/replay/webgpu/record.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Variable } from '../../../src/runtime/tf.ts';
import { allOnTheCard } from './on-webgpu.ts';
import { inOrder, line } from './small-steps.ts';

let back = (): void => undefined;
beforeAll(async () => {
  back = await allOnTheCard();
});
afterAll(() => back());

/** The reason for which the step is not recorded; its weights and all other tensors must be as before. */
async function refusal(spec: StepSpec): Promise<string> {
  const weights = await readAll(spec.variables);
  const { numTensors } = tf.memory();
  const reason = await capture(spec, 'fast').then(
    (recording) => {
      recording.dispose();
      return 'recorded';
    },
    (thrown: unknown) => {
      if (!(thrown instanceof CannotRecord)) throw thrown;
      return thrown.message;
    },
  );
  expect(await readAll(spec.variables)).toEqual(weights);
  expect(tf.memory().numTensors).toBe(numTensors);
  return reason;
}

describe.each<Tier>(['exact', 'fast'])('in the %s tier', (tier) => {
  it('variables stay where they are, also when somebody else has assigned to them', async () => {
    const { spec, weight, bias, dispose } = line(2);
    const recording = await inOrder(spec, tier);
    const places = [weight.dataId, bias.dataId];
    await recording.run(3, 0, 0).figures;
    expect([weight.dataId, bias.dataId]).toEqual(places);
    const other = tf.ones(weight.shape);
    weight.assign(other);
    other.dispose();
    expect(weight.dataId).not.toBe(places[0]);
    await recording.run(1, 3, 0).figures;
    expect([weight.dataId, bias.dataId]).toEqual(places);
    recording.dispose();
    dispose();
  });

  it('nothing that tfjs makes meanwhile comes to lie in the memory of the recording, before or after its end', async () => {
    const [crowded, alone] = [line(2), line(2)];
    const [there, here] = [await inOrder(crowded.spec, tier), await inOrder(alone.spec, tier)];
    const crowd: Variable[] = [];
    const fill = () => {
      for (const shape of [[1], [2], [2, 2], [2, 3], [3, 2], [6, 3]]) {
        for (let i = 0; i < 8; i++) crowd.push(tf.variable(tf.fill(shape, 1e6 + i)));
      }
    };
    for (let step = 0; step < 3; step++) {
      fill();
      const figures = await there.run(1, step, 2 * step).figures;
      expect(figures).toEqual(await here.run(1, step, 2 * step).figures);
    }
    expect((await readAll(crowd)).every((values) => values.every((value) => value >= 1e6))).toBe(true);
    const trained = await readAll([crowded.weight, crowded.bias]);
    expect(trained).toEqual(await readAll([alone.weight, alone.bias]));
    there.dispose();
    here.dispose();
    fill();
    expect(await readAll([crowded.weight, crowded.bias])).toEqual(trained);
    tf.dispose(crowd);
    crowded.dispose();
    alone.dispose();
  });

  it('what was trained is what tfjs computes with after sync', async () => {
    const { spec, weight, dispose } = line(3);
    const recording = await inOrder(spec, tier);
    const one = tf.eye(3).as2D(3, 3);
    const seen = async () => {
      const product = tf.matMul(one, weight);
      const [values] = await readAll([product]);
      product.dispose();
      return values;
    };
    const before = await seen();
    // tfjs knows what it has read until somebody writes there.
    await weight.data();
    await recording.run(2, 0, 0).figures;
    recording.sync();
    const after = await seen();
    expect(after).not.toEqual(before);
    expect([after]).toEqual(await readAll([weight]));
    recording.dispose();
    one.dispose();
    dispose();
  });

  it('a recording that takes another step is refused, and the weights stay', async () => {
    const { spec, weight, bias, dispose } = line(2);
    const recording = await inOrder(spec, tier);
    const before = await readAll([weight, bias]);
    const { compute } = spec;
    const other: StepSpec = {
      ...spec,
      compute() {
        const { figures, commits } = compute();
        const shifted = commits.map(({ variable, value }) => ({ variable, value: tf.mul(value, 1.001) }));
        tf.dispose(commits.map(({ value }) => value));
        return { figures, commits: shifted };
      },
    };
    await expect(verify(other, recording, tier)).rejects.toThrow('replaying gives other numbers: variable 1 of 2');
    await expect(verify(spec, recording, tier)).resolves.toBeUndefined();
    expect(await readAll([weight, bias])).toEqual(before);
    recording.dispose();
    dispose();
  });
});

describe('is not recorded', () => {
  it.each<[string, Parameters<typeof line>[1], string]>([
    [
      'what takes a number that JavaScript makes',
      (inputs) => tf.mean(tf.mul(inputs, tf.scalar(Math.random()))),
      'takes a number that JavaScript made',
    ],
    [
      'what gives commands to the card by itself',
      (inputs) => {
        gpuBackend().ensureCommandEncoderReady();
        return tf.mean(inputs);
      },
      'gives commands to the graphics card by itself',
    ],
  ])('%s', async (_what, also, reason) => {
    const { spec, dispose } = line(2);
    // The warm-up is no recording: it only compiles.
    const asked = line(2, also);
    expect(await refusal(asked.spec)).toContain(reason);
    expect(await refusal(spec)).toBe('recorded');
    asked.dispose();
    dispose();
  });

  it('what looks at a value, of which the card is not even asked', () => {
    const x = tf.tensor1d([1, 2, 3]);
    expect(() => record(() => tf.sum(x).dataSync())).toThrow('looked at in JavaScript inside the step');
    x.dispose();
  });

  it('what reads a tensor that was not declared', async () => {
    const stray = tf.tensor1d([1, 2, 3]);
    const { spec, dispose } = line(2, (inputs) => tf.mean(tf.mul(inputs, stray)));
    expect(await refusal(spec)).toBe('the step reads a tensor that was not declared');
    expect(await refusal({ ...spec, tensors: [stray] })).toBe('recorded');
    stray.dispose();
    dispose();
  });
});

it('each part of the backend that is used is looked for', () => {
  const real = gpuBackend();
  for (const given of [null, {}, { device: {}, queue: {} }]) {
    expect(() => gpuBackend(given)).toThrow(CannotRecord);
  }
  const parts = [
    'device',
    'queue',
    'tensorMap',
    'write',
    'read',
    'readSync',
    'uploadToGPU',
    'recordAndSubmit',
    'makeUniforms',
    'ensureCommandEncoderReady',
    'endComputePassEncoder',
    'submitQueue',
  ] as const satisfies readonly (keyof typeof real)[];
  for (const part of parts) {
    const lacking = Object.create(real, { [part]: { value: undefined } }) as unknown;
    expect(() => gpuBackend(lacking), part).toThrow(CannotRecord);
  }
  expect(gpuBackend(real)).toBe(real);
});
