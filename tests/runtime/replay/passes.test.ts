/** The passes from a trace to items of work, each on a program of a few lines. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sizeOf } from '../../../src/base/shape.ts';
import { readingOf, reductionOf } from '../../../src/runtime/replay/fuse/access.ts';
import { distribute } from '../../../src/runtime/replay/fuse/distribute.ts';
import { group } from '../../../src/runtime/replay/fuse/group.ts';
import { order } from '../../../src/runtime/replay/fuse/order.ts';
import type { MapStep, ReduceStep } from '../../../src/runtime/replay/fuse/steps.ts';
import { understandAll } from '../../../src/runtime/replay/fuse/understand.ts';
import { resolve } from '../../../src/runtime/replay/passes/resolve-results.ts';
import type { Commit, MoveStep, RawStep, Value } from '../../../src/runtime/replay/program.ts';
import type { BufferInfo, Op, Operand, Trace } from '../../../src/runtime/replay/trace.ts';

const value = (buffer: number, shape: readonly number[] = [4], offset = 0): Value => ({
  buffer,
  offset,
  shape,
  dtype: 'float32',
});
const operand = (buffer: number, shape: readonly number[] = [4], dtype: Operand['dtype'] = 'float32'): Operand => ({
  buffer,
  shape,
  dtype,
});
const op = (
  kernel: string,
  inputs: readonly Operand[],
  outputs: readonly Operand[],
  attributes: Op<string>['attributes'] = {},
): Op<string> => ({ kernel, attributes, inputs, outputs, scratch: [], commands: [] });

/** Buffers below 100 stand before and after the step. */
function traceOf(
  ops: readonly Op<string>[],
  constants: Readonly<Record<number, readonly number[]>> = {},
): Trace<string> {
  const buffers = new Map<number, BufferInfo>();
  for (const { inputs, outputs } of ops) {
    for (const { buffer: id, shape, dtype } of [...inputs, ...outputs]) {
      const constant = constants[id];
      buffers.set(id, { id, size: sizeOf(shape), dtype, local: id >= 100, ...(constant && { constant }) });
    }
  }
  return { ops, buffers };
}

const map = (output: Value, ...inputs: readonly Value[]): MapStep => ({
  step: 'map',
  kernel: 'Add',
  attributes: {},
  inputs,
  outputs: [output],
  domain: { size: sizeOf(output.shape) },
});
const sum = (output: Value, input: Value, over: ReduceStep['over'] = 'all'): ReduceStep => ({
  step: 'reduce',
  kernel: 'Sum',
  over,
  inputs: [input],
  outputs: [output],
  domain: { size: sizeOf(input.shape), ...(over !== 'all' && { columns: input.shape.at(-1) ?? 1 }) },
});
const raw = (output: Value, ...inputs: readonly Value[]): RawStep<string> => ({
  step: 'raw',
  kernel: 'Conv2D',
  attributes: {},
  inputs,
  outputs: [output],
  scratch: [],
  commands: [],
});
const commit = (made: Value, to: number, offset = 0): Commit => ({ value: made, to, offset });

describe('resolve', () => {
  test('names go, and so does what nobody reads', () => {
    const ops = [
      op('Reshape', [operand(1, [4])], [operand(100, [2, 2])]),
      op('Identity', [operand(100, [2, 2])], [operand(101, [2, 2])]),
      op('Add', [operand(101, [2, 2]), operand(1, [4])], [operand(102, [2, 2])]),
      op('Exp', [operand(1)], [operand(103)]),
    ];
    const { steps, outputs } = resolve(traceOf(ops), { outputs: [operand(102, [2, 2])], commits: [] });
    expect(steps).toMatchObject([
      { kernel: 'Add', inputs: [{ buffer: 1 }, { buffer: 1 }], outputs: [{ buffer: 102 }] },
    ]);
    expect(outputs).toMatchObject([{ buffer: 102, offset: 0 }]);
  });

  test('a stretch that is cut out is a place in what it was cut from, through several cuts', () => {
    const ops = [
      op('Slice', [operand(1, [8])], [operand(100, [6])], { begin: [2], size: [6] }),
      op('Slice', [operand(100, [6])], [operand(101, [3])], { begin: [1], size: [3] }),
      op('Exp', [operand(101, [3])], [operand(102, [3])]),
    ];
    const { steps } = resolve(traceOf(ops), { outputs: [operand(102, [3])], commits: [] });
    expect(steps).toMatchObject([{ kernel: 'Exp', inputs: [{ buffer: 1, offset: 3, shape: [3] }] }]);
  });

  test('columns that are cut out are moved', () => {
    const ops = [op('Slice', [operand(1, [3, 4])], [operand(100, [3, 2])], { begin: [0, 1], size: [3, 2] })];
    const { steps } = resolve(traceOf(ops), { outputs: [operand(100, [3, 2])], commits: [] });
    expect(steps).toMatchObject([
      { step: 'move', moves: [{ fromStart: 1, length: 2, count: 3, fromStride: 4, toStride: 2 }] },
    ]);
  });

  test('what is filled is a constant, as are numbers that JavaScript put there', () => {
    const ops = [
      op('Fill', [], [operand(100)], { value: 7 }),
      op('Add', [operand(100), operand(101)], [operand(102)]),
      op('Add', [operand(102), operand(103)], [operand(104)]),
    ];
    const { steps, constants } = resolve(traceOf(ops, { 101: [3, 3, 3, 3], 103: [1, 2, 3, 4] }), {
      outputs: [operand(104)],
      commits: [],
    });
    expect(steps).toHaveLength(2);
    expect(constants.get(100)).toEqual({ fill: 7 });
    expect(constants.get(101)).toEqual({ fill: 3 });
    expect(constants.get(103)).toEqual({ values: [1, 2, 3, 4] });
  });

  test('zero and minus zero are not one number', () => {
    const ops = [op('Add', [operand(1), operand(101)], [operand(102)])];
    const { constants } = resolve(traceOf(ops, { 101: [0, -0, 0, 0] }), { outputs: [operand(102)], commits: [] });
    expect(constants.get(101)).toEqual({ values: [0, -0, 0, 0] });
  });
});

describe('understandAll', () => {
  let next = -1;
  const understood = (ops: readonly Op<string>[], output: Operand) =>
    understandAll(resolve(traceOf(ops), { outputs: [output], commits: [] }), () => next--).steps;

  test('flags between kernels that are known are floats', () => {
    const steps = understood(
      [
        op('Greater', [operand(1), operand(2)], [operand(100, [4], 'bool')]),
        op('Select', [operand(100, [4], 'bool'), operand(1), operand(2)], [operand(101)]),
      ],
      operand(101),
    );
    expect(steps.map(({ step }) => step)).toEqual(['map', 'map']);
    expect(steps[1]?.inputs[0]).toMatchObject({ buffer: 100, dtype: 'float32' });
  });

  test('flags that a recorded call reads are made by recorded calls, all the way back', () => {
    const steps = understood(
      [
        op('Greater', [operand(1), operand(2)], [operand(100, [4], 'bool')]),
        op('LogicalNot', [operand(100, [4], 'bool')], [operand(101, [4], 'bool')]),
        op('Where', [operand(101, [4], 'bool')], [operand(102)]),
        op('Exp', [operand(102)], [operand(103)]),
      ],
      operand(103),
    );
    expect(steps.map(({ step }) => step)).toEqual(['raw', 'raw', 'raw', 'map']);
  });

  test('whole numbers that are read from outside are converted once', () => {
    const steps = understood(
      [
        op('Equal', [operand(1, [4], 'int32'), operand(2, [4], 'int32')], [operand(100, [4], 'bool')]),
        op('NotEqual', [operand(1, [4], 'int32'), operand(2, [4], 'int32')], [operand(101, [4], 'bool')]),
        op('Select', [operand(100, [4], 'bool'), operand(3), operand(4)], [operand(102)]),
        op('Select', [operand(101, [4], 'bool'), operand(102), operand(4)], [operand(103)]),
      ],
      operand(103),
    );
    expect(steps.map(({ step }) => step)).toEqual(['move', 'move', 'map', 'map', 'map', 'map']);
  });
});

describe('distribute', () => {
  const join: MoveStep<never> = {
    step: 'move',
    commands: [],
    moves: [0, 1].map((i) => ({
      move: 'copy' as const,
      from: i + 1,
      to: 100,
      fromStart: 0,
      toStart: i * 4,
      length: 4,
      count: 1,
      fromStride: 0,
      toStride: 0,
    })),
    inputs: [value(1), value(2)],
    outputs: [value(100, [8])],
  };
  const program = {
    places: new Map(),
    constants: new Map(),
    outputs: [],
  };
  let next = -1;

  test('an update of weights laid end to end is one of each of them', () => {
    const steps = [
      join,
      map(value(101, [8]), value(100, [8]), value(3, [8])),
      map(value(102, [8]), value(101, [8]), value(9, [])),
    ];
    const commits = [commit(value(102, [4]), 1), commit(value(102, [4], 4), 2)];
    const result = distribute({ ...program, steps, commits }, () => next--);
    expect(result.steps.map(({ step }) => step)).toEqual(['map', 'map', 'map', 'map']);
    expect(result.steps[0]?.inputs).toMatchObject([{ buffer: 1 }, { buffer: 3, offset: 0, shape: [4] }]);
    expect(result.steps[1]?.inputs).toMatchObject([{ buffer: 2 }, { buffer: 3, offset: 4, shape: [4] }]);
    expect(result.steps[3]?.inputs[1]).toMatchObject({ buffer: 9, shape: [] });
    expect(result.commits.map(({ to, offset }) => [to, offset])).toEqual([
      [1, 0],
      [2, 0],
    ]);
    expect(result.commits.map(({ value: made }) => made.buffer)).toEqual(
      result.steps.slice(2).map(({ outputs }) => outputs[0]?.buffer),
    );
  });

  test('what reads the whole of it gets it joined', () => {
    const steps = [join, map(value(101, [8]), value(100, [8])), raw(value(102, [8]), value(101, [8]))];
    const result = distribute({ ...program, outputs: [value(102, [8])], steps, commits: [] }, () => next--);
    expect(result.steps.map(({ step }) => step)).toEqual(['map', 'map', 'move', 'raw']);
    expect(result.steps[2]?.outputs[0]).toMatchObject({ buffer: 101, shape: [8] });
  });

  test('a new weight that is cut through by pieces is an error, not a wrong number', () => {
    const steps = [join, map(value(101, [8]), value(100, [8]))];
    const commits = [commit(value(101, [6], 1), 1)];
    expect(() => distribute({ ...program, steps, commits }, () => next--)).toThrow('do not lie in pieces');
  });
});

describe('group', () => {
  const kinds = (steps: Parameters<typeof group<string>>[0]) =>
    group<string>(steps, true).map((item) => (item.step === 'loop' ? item.parts.length : item.step));

  test('entry by entry, one after another, is one loop', () => {
    expect(kinds([map(value(100), value(1)), map(value(101), value(100)), sum(value(102, []), value(101))])).toEqual([
      3,
    ]);
  });

  test('what needs the whole sum is behind the loop that adds it up', () => {
    const steps = [sum(value(100, []), value(1)), map(value(101), value(1), value(100, []))];
    expect(kinds(steps)).toEqual([1, 1]);
    // Of one entry only, too, which looks as if it were at hand.
    expect(kinds([sum(value(100, [1]), value(1, [1])), map(value(101, [1]), value(100, [1]))])).toEqual([1, 1]);
  });

  test('a sum over rows and one over columns do not share a loop', () => {
    const given = value(1, [3, 4]);
    expect(kinds([sum(value(100), given, 'rows'), sum(value(101, [3]), given, 'columns')])).toEqual([1, 1]);
    expect(kinds([sum(value(100), given, 'rows'), sum(value(101), given, 'rows')])).toEqual([2]);
  });

  test('other sizes are other loops, and a later step may join an earlier one', () => {
    const steps = [map(value(100), value(1)), map(value(101, [6]), value(2, [6])), map(value(102), value(100))];
    expect(kinds(steps)).toEqual([2, 1]);
  });

  test('a step does not come before the recorded call that it waits for', () => {
    const steps = [map(value(100), value(1)), raw(value(101), value(100)), map(value(102), value(101))];
    expect(kinds(steps)).toEqual([1, 'raw', 1]);
  });

  test('an entry of another row is not at hand in the loop that makes it', () => {
    const row = value(100, [1, 4]);
    expect(kinds([map(row, value(1, [1, 4])), map(value(101, [3, 4]), row, value(2, [3, 4]))])).toEqual([1, 1]);
  });
});

describe('order', () => {
  const loss = value(200, []);
  const ordered = (steps: Parameters<typeof group<string>>[0], commits: readonly Commit[], looksFirst = true) =>
    order<string>(group<string>(steps, true), commits, [loss], looksFirst);

  test('a new weight is written where the old one lies, behind the loss', () => {
    const steps = [map(value(100), value(1), value(2)), sum(loss, value(3, [5]))];
    const { before, after, inPlace, copies } = ordered(steps, [commit(value(100), 1)]);
    expect([before.length, after.length]).toEqual([1, 1]);
    expect(inPlace.get(100)).toEqual({ buffer: 1, offset: 0 });
    expect(copies).toEqual([]);
  });

  test('not where a later item still reads the old one', () => {
    const later = map(value(101, [2, 4]), value(1, [4]), value(5, [2, 4]));
    const { inPlace, copies } = ordered(
      [map(value(100), value(1)), later, sum(loss, value(3, [5]))],
      [commit(value(100), 1), commit(value(101, [2, 4]), 6)],
    );
    expect([...inPlace.keys()]).toEqual([101]);
    expect(copies).toMatchObject([{ value: { buffer: 100 }, to: 1 }]);
  });

  test('pieces of one weight are each written where they lie, whoever reads the others', () => {
    const piece = (made: number, at: number) => map(value(made, [4]), value(1, [4], at));
    const other = map(value(120, [2, 4]), value(1, [4], 4), value(5, [2, 4]));
    const { inPlace, copies } = ordered(
      [piece(100, 0), piece(101, 4), piece(102, 8), other, sum(loss, value(3, [5]))],
      [
        { ...commit(value(100, [4]), 1), offset: 0 },
        { ...commit(value(101, [4]), 1), offset: 4 },
        { ...commit(value(102, [4]), 1), offset: 8 },
        commit(value(120, [2, 4]), 6),
      ],
    );
    // The second one is still read by what comes behind it.
    expect([...inPlace]).toEqual([
      [100, { buffer: 1, offset: 0 }],
      [102, { buffer: 1, offset: 8 }],
      [120, { buffer: 6, offset: 0 }],
    ]);
    expect(copies).toMatchObject([{ value: { buffer: 101 }, to: 1, offset: 4 }]);
  });

  test('where the loss is not looked at first, also by a loop that others wait for', () => {
    const steps = [
      map(value(100), value(1), value(2)),
      map(value(110), value(3)),
      map(value(111, [2, 4]), value(110), value(5, [2, 4])),
      sum(loss, value(111, [2, 4])),
    ];
    const commits = [commit(value(100), 1)];
    expect(ordered(steps, commits).copies).toHaveLength(1);
    const { before, inPlace, copies } = ordered(steps, commits, false);
    expect(before.length).toBeGreaterThan(0);
    expect([...inPlace.keys()]).toEqual([100]);
    expect(copies).toEqual([]);
  });

  test('never over a weight whose new value somebody else wants', () => {
    const steps = [
      map(value(100), value(1)),
      map(value(111, [2, 4]), value(100), value(5, [2, 4])),
      sum(loss, value(111, [2, 4])),
    ];
    expect(ordered(steps, [commit(value(100), 1)], false).inPlace.size).toBe(0);
  });

  test('not where the loop reads the old one at another entry', () => {
    const shifted = map(value(100, [4]), value(1, [4], 2));
    const broadcast = map(value(101, [2, 2]), value(2, [2]));
    const { inPlace } = ordered(
      [shifted, broadcast, sum(loss, value(3, [5]))],
      [commit(value(100), 1), commit(value(101, [2, 2]), 2)],
    );
    expect([...inPlace.keys()]).toEqual([]);
  });

  test('not where two weights get one value, or the value of another weight', () => {
    const twice = ordered(
      [map(value(100), value(3)), sum(loss, value(4, [5]))],
      [commit(value(100), 1), commit(value(100), 2)],
    );
    expect(twice.inPlace.size).toBe(0);
    expect(twice.copies).toHaveLength(2);
    // What is copied from a weight must be copied before that is written over.
    const swapped = ordered(
      [map(value(100), value(1)), sum(loss, value(4, [5]))],
      [commit(value(100), 1), commit(value(1), 2)],
    );
    const last = swapped.copies.map(({ value: from, to }) => [from.buffer, to]);
    expect(swapped.inPlace.size).toBe(0);
    expect(last).toEqual([
      [1, 2],
      [100, 1],
    ]);
  });

  test('weights that change places with one another are not recorded', () => {
    const steps = [sum(loss, value(4, [5]))];
    expect(() => ordered(steps, [commit(value(1), 2), commit(value(2), 1)])).toThrow('change places');
  });

  test('a loop whose new weight the loss waits for is before it', () => {
    const steps = [map(value(100), value(1)), sum(loss, map(value(100), value(1)).outputs[0])];
    const { before, after, inPlace } = ordered(steps, [commit(value(100), 1)]);
    expect([before.length, after.length]).toEqual([1, 0]);
    expect(inPlace.size).toBe(0);
  });
});

describe('how a loop reads an operand', () => {
  const shapes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });

  test('is the broadcast that it stands for', () => {
    fc.assert(
      fc.property(shapes, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.nat(3), (to, ones, cut) => {
        const shape = to.map((n, i) => (ones[i] === true ? 1 : n)).slice(Math.min(cut, to.length - 1));
        const reading = readingOf(shape, to);
        if (reading === undefined) return;
        const { access, columns = sizeOf(to) } = reading;
        for (let entry = 0; entry < sizeOf(to); entry++) {
          let [rest, stride, wanted] = [entry, 1, 0];
          for (let axis = to.length - 1; axis >= 0; axis--) {
            const n = to[axis] ?? 1;
            const own = shape[axis - (to.length - shape.length)] ?? 1;
            wanted += (own === 1 ? 0 : rest % n) * stride;
            stride *= own;
            rest = Math.floor(rest / n);
          }
          const found = { each: entry, one: 0, perColumn: entry % columns, perRow: Math.floor(entry / columns) }[
            access
          ];
          expect(found).toBe(wanted);
        }
      }),
      { seed: 9, numRuns: 400 },
    );
  });

  test('is not known where several numbers are repeated', () => {
    expect(readingOf([3, 101], [6, 202])).toBeUndefined();
    expect(readingOf([4], [8])).toBeUndefined();
    expect(readingOf([2, 1, 2], [2, 3, 2])).toBeUndefined();
  });

  test('of a reduction says which axes go', () => {
    expect(reductionOf([2, 3, 4], [0, 1])).toEqual({ over: 'rows', columns: 4 });
    expect(reductionOf([2, 3, 4], [2])).toEqual({ over: 'columns', columns: 4 });
    expect(reductionOf([2, 3, 4], [0, 1, 2])).toEqual({ over: 'all', columns: 24 });
    expect(reductionOf([2, 1, 4], [1])).toEqual({ over: 'columns', columns: 1 });
    expect(reductionOf([2, 3, 4], [1])).toBeUndefined();
  });
});
