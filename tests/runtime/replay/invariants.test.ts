/*
 * What a recording promises, whatever the step; on WebGPU it is in `webgpu-invariants.browser.test.ts`.
 * 1. Shapes never change, and all that does is in variables, which stay where they are: another number of rows is a
 *    recording of its own; variables stay where they are; what is not declared is refused.
 * 2. Its memory is its own until it is gone: nothing that tfjs makes meanwhile comes to lie there; weights live on.
 * 3. What JavaScript makes is a constant, is fed, or is refused: `host values`.
 * 4. Whoever else reads variables sees the new ones: a product by tfjs behind replayed steps; a pass of the network by
 *    itself is in `training/replayed-training.test.ts`.
 * 5. It serves what it was made for: rows, a heap that has grown, another backend; a lost device is in
 *    `webgpu.browser.test.ts` one folder up.
 * 6. Where it cannot be right it is refused, never wrong: `host values` and `verification`.
 * 7. tfjs is looked at before it is relied on: `the backend`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { obtainBackend } from '../../../src/runtime/obtain-backend.ts';
import { capture } from '../../../src/runtime/replay/capture.ts';
import type { StepSpec, Tier } from '../../../src/runtime/replay/recording.ts';
import { CannotRecord } from '../../../src/runtime/replay/trace.ts';
import { verify } from '../../../src/runtime/replay/verify.ts';
import { wasmHeap } from '../../../src/runtime/replay/wasm/heap.ts';
import { tf } from '../../../src/runtime/tf.ts';
import type { Variable } from '../../../src/runtime/tf.ts';
import { nodeHost } from '../../support/node-host.ts';
import { eagerStep, inOrder, line, looking } from './small-steps.ts';

beforeAll(async () => {
  await obtainBackend('wasm', nodeHost);
});

const TIERS: readonly Tier[] = ['exact', 'fast'];
const heapBytes = (): number => wasmHeap(tf.backend()).wasm.HEAPU8.buffer.byteLength;
const valuesOf = (variables: readonly Variable[]): Float32Array[] =>
  variables.map((variable) => variable.dataSync<'float32'>().slice());

/** The reason for which the step is not recorded. */
async function reasonOf(spec: StepSpec, tier: Tier = 'fast'): Promise<string> {
  try {
    (await capture(spec, tier)).dispose();
    return 'recorded';
  } catch (thrown) {
    if (!(thrown instanceof CannotRecord)) throw thrown;
    return thrown.message;
  }
}

/** The same; its weights and all other tensors must be as before. */
async function refusal(spec: StepSpec, tier?: Tier): Promise<string> {
  const weights = valuesOf(spec.variables);
  const { numTensors } = tf.memory();
  const reason = await reasonOf(spec, tier);
  expect(valuesOf(spec.variables)).toEqual(weights);
  expect(tf.memory().numTensors).toBe(numTensors);
  return reason;
}

describe.each(TIERS)('in the %s tier', (tier) => {
  it('takes the steps that tfjs takes, several at once too', async () => {
    const { spec, weight, bias, dispose } = line(2);
    const recording = await inOrder(spec, tier);
    const start = valuesOf([weight, bias]);
    const replayed = [
      ...(await recording.run(1, 0, 0).figures),
      ...(await recording.run(2, 1, 2).figures),
      ...(await recording.run(3, 3, 0).figures),
    ];
    const after = valuesOf([weight, bias]);
    [weight, bias].forEach((variable, i) => {
      const first = tf.tensor(start[i] ?? [], variable.shape);
      variable.assign(first);
      first.dispose();
    });
    const eager = Array.from({ length: 6 }, (_x, i) => eagerStep(spec, i, (i % 3) * 2)[0]);
    if (tier === 'exact') {
      expect(replayed).toEqual(eager);
      expect(after).toEqual(valuesOf([weight, bias]));
    } else replayed.forEach((loss, i) => expect(loss).toBeCloseTo(eager[i] ?? Number.NaN, 5));
    expect(new Set(replayed).size).toBe(6);
    recording.dispose();
    dispose();
  });

  it('capturing leaves weights and tensors as they were', async () => {
    const { spec, weight, bias, dispose } = line(3);
    const before = valuesOf([weight, bias]);
    const { numTensors } = tf.memory();
    const recording = await inOrder(spec, tier);
    expect(valuesOf([weight, bias])).toEqual(before);
    recording.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
    dispose();
  });

  it('another number of rows is a recording of its own', async () => {
    // The short batch at the end of an epoch: two of six rows, behind one of four.
    const [large, small, eager] = [line(4), line(2), line(2)];
    const whole = await inOrder(large.spec, tier);
    const rest = await inOrder(small.spec, tier);
    const first = await whole.run(1, 0, 0).figures;
    const trained = valuesOf([large.weight, large.bias]);
    for (const { weight, bias } of [small, eager]) {
      [weight, bias].forEach((variable, i) => {
        const tensor = tf.tensor(trained[i] ?? [], variable.shape);
        variable.assign(tensor);
        tensor.dispose();
      });
    }
    const short = await rest.run(1, 1, 4).figures;
    expect(short[0]).toBeCloseTo(eagerStep(eager.spec, 1, 4)[0] ?? Number.NaN, 6);
    expect(short[0]).not.toBeCloseTo(first[0] ?? Number.NaN, 3);
    expect(small.weight.dataSync()[0]).toBeCloseTo(eager.weight.dataSync()[0] ?? Number.NaN, 6);
    whole.dispose();
    rest.dispose();
    for (const each of [large, small, eager]) each.dispose();
  });

  it('memory and tensors stay the same over capture, 1,000 steps and dispose, many times', async () => {
    const { spec, dispose } = line(3);
    const round = async () => {
      const recording = await inOrder(spec, tier);
      for (let at = 0; at < 1000; at += 2) await recording.run(2, at, 0).figures;
      recording.sync();
      recording.dispose();
    };
    await round();
    const { numTensors } = tf.memory();
    const heap = wasmHeap(tf.backend()).wasm;
    // Where the next block comes to lie says whether anything has been left behind.
    const probe = () => {
      const at = heap._malloc(1 << 16);
      heap._free(at);
      return at;
    };
    const [bytes, place] = [heapBytes(), probe()];
    for (let i = 0; i < 12; i++) await round();
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(heapBytes()).toBe(bytes);
    expect(probe()).toBe(place);
    dispose();
  });

  it('a product by tfjs behind replayed steps sees the new weights after sync', async () => {
    const { spec, weight, dispose } = line(3);
    const recording = await inOrder(spec, tier);
    const one = tf.eye(3).as2D(3, 3);
    const seen = () => {
      const product = tf.matMul(one, weight);
      const values = product.dataSync<'float32'>().slice();
      product.dispose();
      return values;
    };
    // tfjs keeps a packed copy of the weight from here on.
    const before = seen();
    for (let at = 0; at < 20; at++) await recording.run(1, at, 0).figures;
    recording.sync();
    const after = seen();
    expect(after).not.toEqual(before);
    expect(after).toEqual(weight.dataSync<'float32'>().slice());
    recording.dispose();
    one.dispose();
    dispose();
  });

  it('weights that were assigned from outside are taken over', async () => {
    const { spec, weight, bias, dispose } = line(2);
    const recording = await inOrder(spec, tier);
    const start = valuesOf([weight, bias]);
    const assign = (values: readonly Float32Array[]) => {
      [weight, bias].forEach((variable, i) => {
        const tensor = tf.tensor(values[i] ?? [], variable.shape);
        variable.assign(tensor);
        tensor.dispose();
      });
    };
    const first = await recording.run(3, 0, 0).figures;
    for (let time = 0; time < 3; time++) {
      assign(start);
      expect(await recording.run(3, 0, 0).figures).toEqual(first);
    }
    assign(start.map((values) => values.map((value) => value + 1)));
    const { numTensors } = tf.memory();
    const other = await recording.run(3, 0, 0).figures;
    expect(other).not.toEqual(first);
    expect(tf.memory().numTensors).toBe(numTensors);
    const trained = valuesOf([weight, bias]);
    // Without a step between, sync alone takes over as well.
    assign(start);
    recording.sync();
    expect(valuesOf([weight, bias])).toEqual(start);
    assign(trained);
    recording.dispose();
    dispose();
  });

  it('a variable that keeps the weight of the step before gets the old one', async () => {
    const { spec, weight, dispose } = line(2);
    const previous = tf.variable(tf.zeros([3, 2]));
    const keeping: StepSpec = {
      ...spec,
      variables: [...spec.variables, previous],
      compute() {
        const { figures, commits } = spec.compute();
        return { figures, commits: [...commits, { variable: previous, value: tf.clone(weight) }] };
      },
    };
    const recording = await inOrder(keeping, tier);
    await recording.run(2, 0, 0).figures;
    const [before] = valuesOf([weight]);
    await recording.run(1, 2, 4).figures;
    expect(valuesOf([previous])).toEqual([before]);
    expect(valuesOf([weight])).not.toEqual([before]);
    recording.dispose();
    previous.dispose();
    dispose();
  });

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

  it('nothing that tfjs makes meanwhile comes to lie in the memory of the recording', async () => {
    const [crowded, alone] = [line(2), line(2)];
    const [there, here] = [await inOrder(crowded.spec, tier), await inOrder(alone.spec, tier)];
    const crowd: Variable[] = [];
    for (let step = 0; step < 3; step++) {
      // Of every size that the step knows, filled with what would spoil it.
      for (const shape of [[1], [2], [2, 2], [2, 3], [3, 2], [6, 3]]) {
        for (let i = 0; i < 8; i++) crowd.push(tf.variable(tf.fill(shape, 1e6 + i)));
      }
      const figures = await there.run(1, step, 2 * step).figures;
      expect(figures).toEqual(await here.run(1, step, 2 * step).figures);
    }
    expect(crowd.every((each) => each.dataSync().every((value) => value >= 1e6))).toBe(true);
    expect(valuesOf([crowded.weight, crowded.bias])).toEqual(valuesOf([alone.weight, alone.bias]));
    tf.dispose(crowd);
    there.dispose();
    here.dispose();
    crowded.dispose();
    alone.dispose();
  });

  it('weights live on when the recording is gone', async () => {
    const { spec, weight, bias, dispose } = line(2);
    const recording = await inOrder(spec, tier);
    await recording.run(3, 0, 0).figures;
    const trained = valuesOf([weight, bias]);
    recording.dispose();
    const filler = Array.from({ length: 20 }, (_x, i) => tf.fill([64], i + 100));
    expect(valuesOf([weight, bias])).toEqual(trained);
    expect(Number.isFinite(eagerStep(spec, 3, 0)[0])).toBe(true);
    tf.dispose(filler);
    dispose();
  });

  it('goes on when the heap has grown', async () => {
    const [grown, steady] = [line(2), line(2)];
    const [there, here] = [await inOrder(grown.spec, tier), await inOrder(steady.spec, tier)];
    await there.run(2, 0, 0).figures;
    await here.run(2, 0, 0).figures;
    const wanted = await here.run(3, 2, 0).figures;
    const before = heapBytes();
    const large: ReturnType<typeof tf.zeros>[] = [];
    while (heapBytes() === before) large.push(tf.zeros([1 << 22]));
    there.setOrder(Int32Array.from({ length: 6 }, (_x, i) => i));
    expect(await there.run(3, 2, 0).figures).toEqual(wanted);
    there.sync();
    expect(valuesOf([grown.weight])).toEqual(valuesOf([steady.weight]));
    tf.dispose(large);
    there.dispose();
    here.dispose();
    grown.dispose();
    steady.dispose();
  });

  it('more steps than there are rows or room for are not begun', async () => {
    const { spec, weight, dispose } = line(2);
    const recording = await inOrder(spec, tier);
    const before = valuesOf([weight]);
    expect(() => recording.run(3, 0, 2)).toThrow('3 steps from row 2 on');
    expect(() => recording.run(recording.most + 1, 0, 0)).toThrow('more than');
    expect(valuesOf([weight])).toEqual(before);
    expect(recording.run(2, 0, 2).steps).toBe(2);
    recording.dispose();
    dispose();
  });

  it('a step whose loss is not finite is not taken, nor any behind it', async () => {
    const { spec, weight, bias, dispose } = line(2);
    // Rows 2 and 3 give no loss.
    const [table] = spec.rows;
    const bad = tf.tensor2d([1, 2, 3, 4, 5, 6, Number.NaN, 0, 0, 1, 1, 1, 1, 2, 3, 4, 5, 6], [6, 3]);
    const rows = spec.rows.map((row) => (row === table ? { ...row, table: bad } : row));
    const recording = await inOrder({ ...spec, rows }, tier);
    await recording.run(1, 0, 0).figures;
    const before = valuesOf([weight, bias]);
    const taken = recording.run(2, 1, 2);
    expect({ steps: taken.steps, sound: taken.sound }).toEqual({ steps: 1, sound: false });
    expect([...(await taken.figures)]).toEqual([Number.NaN]);
    expect(valuesOf([weight, bias])).toEqual(before);
    expect(recording.run(1, 1, 4).sound).toBe(true);
    recording.dispose();
    bad.dispose();
    dispose();
  });
});

describe('host values', () => {
  it('a random number inside the step is refused', async () => {
    const { spec, dispose } = line(2, (inputs) => tf.mean(tf.mul(inputs, tf.scalar(Math.random()))));
    expect(await refusal(spec)).toContain('takes a number that JavaScript made');
    dispose();
  });

  it('random numbers of tfjs are refused', async () => {
    const { spec, dispose } = line(2, (inputs) => tf.mean(tf.mul(inputs, tf.randomUniform([2, 3]))));
    expect(await refusal(spec)).not.toBe('recorded');
    dispose();
  });

  it('a counter of steps is refused, as an attribute too', async () => {
    let count = 0;
    const counted = line(2, (inputs) => tf.mean(tf.mul(inputs, tf.scalar(++count))));
    expect(await refusal(counted.spec)).toContain('takes a number that JavaScript made');
    const clipped = line(2, (inputs) => tf.mean(tf.clipByValue(inputs, -1, ++count)));
    expect(await refusal(clipped.spec)).toContain('ClipByValue');
    counted.dispose();
    clipped.dispose();
  });

  it('a step that runs other kernels the next time is refused', async () => {
    let count = 0;
    const { spec, dispose } = line(2, (inputs) => tf.mean(count++ % 2 === 0 ? tf.exp(inputs) : tf.neg(tf.exp(inputs))));
    expect(await refusal(spec)).toContain('does not always run the same kernels');
    dispose();
  });

  it('a constant is a constant', async () => {
    const { spec, dispose } = line(2, (inputs) => tf.mean(tf.mul(inputs, tf.tensor1d([1, 2, 3]))));
    expect(await refusal(spec, 'exact')).toBe('recorded');
    dispose();
  });

  it('what is fed is what the step sees, each step its own', async () => {
    const fed = tf.zeros([3]);
    const spec: StepSpec = {
      ...looking([], () => [tf.add(tf.mul(fed, 2), 1)]),
      lists: [{ feed: fed, values: (step) => [step, step * step, -step] }],
    };
    const recording = await capture(spec, 'fast');
    expect([...(await recording.run(3, 5, 0).figures)]).toEqual([0, 11, 51, -9, 0, 13, 73, -11, 0, 15, 99, -13]);
    recording.dispose();
    fed.dispose();
  });

  it('a tensor that was not declared is refused', async () => {
    const stray = tf.tensor1d([1, 2, 3]);
    const { spec, dispose } = line(2, (inputs) => tf.mean(tf.mul(inputs, stray)));
    expect(await refusal(spec)).toBe('the step reads a tensor that was not declared');
    expect(await refusal({ ...spec, tensors: [stray] })).toBe('recorded');
    stray.dispose();
    dispose();
  });

  it('a variable that is made inside the step is refused, and so is one that nobody declared', async () => {
    const made: Variable[] = [];
    const inside = line(2, (inputs) => {
      const variable = tf.variable(tf.zeros([3]));
      made.push(variable);
      return tf.mean(tf.mul(inputs, variable));
    });
    expect(await reasonOf(inside.spec)).toBe('the step makes a variable');
    expect(made.length).toBeGreaterThan(0);
    tf.dispose(made);
    inside.dispose();
    const { spec, weight, dispose } = line(2);
    const stray = tf.variable(tf.zeros([3, 2]));
    const { compute } = spec;
    const assigning: StepSpec = {
      ...spec,
      compute() {
        const { figures, commits } = compute();
        return { figures, commits: [...commits, { variable: stray, value: tf.mul(weight, 2) }] };
      },
    };
    expect(await refusal(assigning)).toBe('the step changes a variable that was not declared');
    expect(await refusal({ ...assigning, variables: [...spec.variables, stray] })).toBe('recorded');
    stray.dispose();
    dispose();
  });

  it('a look at a value inside the step is refused', async () => {
    const { spec, dispose } = line(2, (inputs) => tf.scalar(tf.sum(inputs).dataSync()[0] ?? 0));
    expect(await refusal(spec)).toContain('looked at in JavaScript inside the step');
    dispose();
  });

  it('a kernel that JavaScript computes is refused', async () => {
    const { spec, dispose } = line(2, (inputs) => tf.sum(tf.add(tf.range(0, 3), tf.mean(inputs))));
    expect(await refusal(spec)).toContain('computes in JavaScript');
    dispose();
  });

  it('after a refusal tfjs is as it was', async () => {
    const { spec, dispose } = line(2, () => tf.scalar(Math.random()));
    await refusal(spec);
    const two = tf.scalar(2);
    const four = tf.square(two);
    expect(four.dataSync()[0]).toBe(4);
    tf.dispose([two, four]);
    const sound = line(2);
    expect(await refusal(sound.spec)).toBe('recorded');
    sound.dispose();
    dispose();
  });
});

describe('verification', () => {
  it.each(TIERS)(
    'refuses a recording that takes another step, in the %s tier, and leaves the weights',
    async (tier) => {
      const { spec, weight, bias, dispose } = line(2);
      const recording = await inOrder(spec, tier);
      const before = valuesOf([weight, bias]);
      // A step that was recorded right, compared with one that is a little different.
      const { compute } = spec;
      const other: StepSpec = {
        ...spec,
        compute() {
          const { figures, commits } = compute();
          return {
            figures,
            commits: commits.map(({ variable, value }) => {
              const shifted = tf.mul(value, 1.001);
              value.dispose();
              return { variable, value: shifted };
            }),
          };
        },
      };
      await expect(verify(other, recording, tier)).rejects.toThrow(/replaying gives other numbers: variable 1 of 2/);
      await expect(verify(spec, recording, tier)).resolves.toBeUndefined();
      expect(valuesOf([weight, bias])).toEqual(before);
      recording.dispose();
      dispose();
    },
  );

  it('is not blinded by a figure that is infinite or no number', async () => {
    const x = tf.tensor1d([1, 2]);
    const spec = looking([x], () => [tf.div(x, tf.sub(x, x)), tf.mul(tf.sub(x, x), Number.NaN), x]);
    const recording = await capture(spec, 'fast');
    const other = looking([x], () => [tf.div(x, tf.sub(x, x)), tf.mul(tf.sub(x, x), Number.NaN), tf.mul(x, 1.1)]);
    await expect(verify(other, recording, 'fast')).rejects.toThrow('the loss or a metric');
    recording.dispose();
    x.dispose();
  });
});

describe('parts of the figures', () => {
  it('are each compared on their own scale', async () => {
    const x = tf.tensor1d([1, 2]);
    const figures = (small: number) => () => [tf.mul(x, 1e6), tf.mul(x, small)];
    const recording = await capture(looking([x], figures(1e-3)), 'fast');
    const other = looking([x], figures(1.1e-3));
    // Beside a million, a ten-thousandth is nothing.
    await expect(verify(other, recording, 'fast')).resolves.toBeUndefined();
    await expect(verify({ ...other, parts: [3, 2] }, recording, 'fast')).rejects.toThrow('part 2 of 2 of the figures');
    await expect(verify({ ...looking([x], figures(1e-3)), parts: [3, 2] }, recording, 'fast')).resolves.toBeUndefined();
    recording.dispose();
    x.dispose();
  });

  it('no more steps are taken at once than are wanted', async () => {
    const x = tf.tensor1d([1, 2]);
    const spec = looking([x], () => [x]);
    for (const [most, taken] of [
      [undefined, 256],
      [1, 1],
      [1000, 256],
    ] as const) {
      const recording = await capture({ ...spec, ...(most !== undefined && { most }) }, 'fast');
      expect(recording.most).toBe(taken);
      recording.dispose();
    }
    x.dispose();
  });
});

describe('the backend', () => {
  it.each([[undefined], [{}], [{ dataIdNextNumber: 1, wasm: {} }], [null]])(
    'a stranger is not taken for it: %o',
    (given) => {
      expect(() => wasmHeap(given)).toThrow(CannotRecord);
    },
  );

  it('each part that is used is looked for', () => {
    const real = wasmHeap(tf.backend());
    for (const part of ['move', 'readSync', 'disposeData', 'typedArrayFromHeap', 'dataIdMap', 'wasm'] as const) {
      const lacking = Object.create(real, { [part]: { value: undefined } }) as unknown;
      expect(() => wasmHeap(lacking), part).toThrow(CannotRecord);
    }
    for (const part of ['_malloc', '_free', 'cwrap', 'tfjs', 'asm'] as const) {
      const wasm = Object.create(real.wasm, { [part]: { value: undefined } }) as unknown;
      expect(() => wasmHeap(Object.create(real, { wasm: { value: wasm } })), part).toThrow(CannotRecord);
    }
    expect(wasmHeap(real)).toBe(real);
  });

  it('steps are recorded on wasm only', async () => {
    const { spec, dispose } = line(2);
    await tf.setBackend('cpu');
    try {
      await expect(capture(spec, 'fast')).rejects.toThrow('steps are not recorded on cpu');
    } finally {
      await tf.setBackend('wasm');
    }
    dispose();
  });
});
