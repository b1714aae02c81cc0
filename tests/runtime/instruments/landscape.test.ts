/** The landscape of a loss: its heights are the loss, and drawing it leaves training as it was. */
import { afterEach, expect, test } from 'vitest';
import type { Drawn, LandscapeRequest } from '../../../src/protocol/landscape.ts';
import { landscape } from '../../../src/runtime/instruments/landscape.ts';
import { sliceRows } from '../../../src/runtime/data/device-data.ts';
import { tf } from '../../../src/runtime/tf.ts';
import { evaluateRows } from '../../../src/runtime/training/evaluate.ts';
import type { Listener } from '../../../src/runtime/training/meters.ts';
import type { Run } from '../../../src/runtime/training/run.ts';
import { example, programOf, withParams } from '../../support/programs.ts';
import { lookingAt, record } from '../../support/training.ts';
import type { Recorder } from '../../support/training.ts';

let recorder: Recorder | undefined;
afterEach(() => recorder?.trainer.dispose());

async function prepared(name: string, changes: Parameters<typeof withParams>[1] = {}): Promise<Run> {
  recorder = record(programOf(withParams(example(name), changes)), 'cpu');
  await recorder.trainer.prepare();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error(JSON.stringify(recorder.all('fault')));
  return run;
}

const order = (draw: Partial<NonNullable<LandscapeRequest['draw']>>): LandscapeRequest => ({
  draw: { order: 1, plane: 'random', seed: 1, size: 9, ...draw },
});

/** Asks again and again until all is computed. */
async function drawn(run: Run, request: LandscapeRequest, meter = landscape.open(run)): Promise<Drawn> {
  for (;;) {
    const reading = await meter.reduce(request);
    if (reading?.drawn === undefined) throw new Error(JSON.stringify(reading));
    if (reading.drawn.share === 1) return reading.drawn;
    expect(meter.unfinished?.()).toBe(true);
  }
}

async function steps(run: Run, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    run.advance();
    await run.settle();
    if (run.epochComplete) await run.endEpoch();
  }
}

test('the middle of the picture is the loss of now, and every other place is higher or lower', async () => {
  const run = await prepared('two-spirals');
  await steps(run, 30);
  const { losses, rows, domain, step } = await drawn(run, order({}));
  expect([rows, domain, step]).toEqual([256, [-1, 1, -1, 1], 30]);
  const subset = sliceRows(run.device.train, 0, rows);
  const logs = await evaluateRows(run.network, run.objective, subset, '');
  expect(losses[40]).toBeCloseTo(logs['loss'] ?? Number.NaN, 5);
  expect(new Set(losses).size).toBe(81);
  expect(losses.every(Number.isFinite)).toBe(true);
});

test('the same seed draws the same picture, another seed another one', async () => {
  const run = await prepared('xor');
  await steps(run, 10);
  const meter = landscape.open(run);
  const [first, second] = [await drawn(run, order({}), meter), await drawn(run, order({ order: 2 }), meter)];
  expect(second.losses).toEqual(first.losses);
  expect((await drawn(run, order({ order: 3, seed: 2 }), meter)).losses).not.toEqual(first.losses);
  meter.close();
});

test('of a straight line, fitted with squared errors, it is a parabola', async () => {
  const wave = example('sine-regression');
  const line = {
    ...wave,
    nodes: wave.nodes.filter(({ id }) => !['d1', 'silu1', 'd2', 'silu2'].includes(id)),
    edges: [
      ...wave.edges.filter(({ from, to }) => !/^(d|silu)[12]\./.test(from) && !/^(d|silu)[12]\./.test(to)),
      { from: 'data.features', to: 'out.inputs' } as const,
    ],
  };
  recorder = record(programOf(line), 'cpu');
  await recorder.trainer.prepare();
  const run = recorder.trainer.current;
  if (run === undefined) throw new Error(JSON.stringify(recorder.all('fault')));
  const { losses } = await drawn(run, order({}));
  const row = [...losses.subarray(36, 45)];
  const second = row.slice(2).map((loss, i) => loss - 2 * (row[i + 1] ?? 0) + (row[i] ?? 0));
  expect(second[0]).toBeGreaterThan(1e-3);
  for (const each of second) expect(each).toBeCloseTo(second[0] ?? 0, 4);
});

test('the path ends at the present weights, and says how much of the movement it shows', async () => {
  const run = await prepared('xor');
  const meter = landscape.open(run);
  for (let i = 0; i < 20; i++) {
    meter.along?.keep();
    await steps(run, 3);
  }
  const { path, variance = [0, 0], domain, losses, size } = await drawn(run, order({ plane: 'path' }), meter);
  expect(path.length).toBe(21);
  expect(path[0]?.step).toBe(0);
  expect(path.at(-1)).toEqual({ step: 60, x: 0, y: 0 });
  expect(variance[0]).toBeGreaterThan(variance[1]);
  expect(variance[0] + variance[1]).toBeGreaterThan(0.8);
  expect(variance[0] + variance[1]).toBeLessThanOrEqual(1);
  for (const { x, y } of path) expect(x > domain[0] && x < domain[1] && y > domain[2] && y < domain[3]).toBe(true);
  expect(losses.length).toBe(size * size);
  meter.close();
});

test('before training has moved there is no path, and it says so', async () => {
  const run = await prepared('xor');
  const meter = landscape.open(run);
  expect(await meter.reduce(order({ plane: 'path' }))).toEqual({ order: 1, none: 'no path' });
});

test('weights stay bit for bit as they are, and no tensor is left', async () => {
  const run = await prepared('two-spirals');
  await steps(run, 12);
  const before = await run.checkpoint();
  const tensors = tf.memory().numTensors;
  const meter = landscape.open(run);
  await drawn(run, order({}), meter);
  expect(tf.memory().numTensors).toBe(tensors);
  expect(await run.checkpoint()).toEqual(before);
  await meter.reduce(order({ order: 2, size: 31 }));
  expect(tf.memory().numTensors).toBeGreaterThan(tensors);
  meter.close();
  expect(tf.memory().numTensors).toBe(tensors);
});

test('is drawn in pieces while training goes on, and training ends as it would have without', async () => {
  const program = programOf(withParams(example('xor'), { train: { epochs: 60 } }));
  const train = async (watch: Parameters<typeof lookingAt>[0]) => {
    recorder = record(program, 'cpu', { listener: lookingAt(watch) });
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
    const weights = (await recorder.trainer.current?.checkpoint())?.weights;
    const readings = recorder.all('reading');
    await recorder.trainer.dispose();
    return { weights, readings };
  };
  const alone = await train({});
  const watched = await train({ landscape: order({ size: 15 }) });
  expect(watched.weights).toEqual(alone.weights);
  const shares = watched.readings.flatMap((event) =>
    event.instrument === 'landscape' && event.value.drawn !== undefined ? [event.value.drawn.share] : [],
  );
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('a run that is over in no time has a path, the same one each time and on each way of taking steps', async () => {
  const program = programOf(withParams(example('xor'), { train: { epochs: 12 } }));
  const pathOf = async (mode: 'fast' | 'exact' | 'eager', backend: 'cpu' | 'wasm') => {
    let watch: Parameters<typeof lookingAt>[0] = { landscape: {} };
    const listener: Listener = { watches: (id) => watch[id], wants: (id) => watch[id] };
    // By this clock no time goes by at all.
    recorder = record(program, backend, { listener, steps: mode, now: () => 0 });
    recorder.trainer.command({ type: 'start' });
    await recorder.trainer.settled();
    watch = { landscape: order({ plane: 'path', size: 3 }) };
    recorder.trainer.look(['landscape']);
    await recorder.trainer.settled();
    const found = recorder
      .all('reading')
      .flatMap((event) =>
        event.instrument === 'landscape' && event.value.drawn !== undefined ? [event.value.drawn] : [],
      );
    const path = found.at(-1)?.path.map(({ step }) => step);
    await recorder.trainer.dispose();
    return path;
  };
  const path = await pathOf('fast', 'wasm');
  expect(path?.length).toBeGreaterThan(30);
  expect(path?.[0]).toBe(0);
  expect(await pathOf('exact', 'wasm')).toEqual(path);
  expect(await pathOf('eager', 'cpu')).toEqual(path);
});
