/** Writes the module of a recording: one function that does many steps in a row. */
import type { Ordered } from '../fuse/order.ts';
import type { Item } from '../fuse/group.ts';
import { sizeOfValue } from '../program.ts';
import type { Value } from '../program.ts';
import type { BufferId, DType } from '../trace.ts';
import { ModuleWriter } from './assembler.ts';
import { Calls } from './calls.ts';
import type { Callable } from './calls.ts';
import { Code } from './code.ts';
import type { Local, Push } from './code.ts';
import { emitFeed } from './emit-feed.ts';
import type { FeedPlan } from './emit-feed.ts';
import type { RawFunction } from './heap.ts';
import { emitLoop } from './loop.ts';
import { emitProduct } from './matmul.ts';
import { copyBytes, emitMove } from './moves.ts';
import type { RawCall } from './record.ts';

export interface Plan extends Callable {
  readonly ordered: Ordered<RawCall>;
  readonly feeds: readonly FeedPlan[];
  /** Where the list of row numbers lies. */
  readonly order: number;
  /** Rows of a step. */
  readonly rows: number;
  /** The first number in it decides whether the step is sound. */
  readonly figures: Value;
  /** Where the figures of each step go, one behind the other. */
  readonly ring: number;
  readonly scratch: number;
  base(buffer: BufferId): number;
  typeOf(buffer: BufferId): DType;
  literal(value: Value): number | undefined;
  wanted(buffer: BufferId): boolean;
}

/** `run(count, firstRow)` gives how many steps were taken: fewer than `count` if a loss was not finite. */
export const ENTRY = 'run';

export interface Emitted {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly imports: Readonly<Record<string, RawFunction>>;
}

export function emit(plan: Plan): Emitted {
  const writer = new ModuleWriter();
  const calls = new Calls(writer, plan);
  const { before, after, copies } = plan.ordered;
  for (const item of [...before, ...after])
    if (item.step === 'raw') calls.declare(item.commands.map(({ payload }) => payload));

  const run = writer.declare({ parameters: ['i32', 'i32'], results: ['i32'] }, ENTRY);
  const code = new Code(['i32', 'i32']);
  const [count, firstRow]: [Local, Local] = [0, 1];
  const step = code.local('i32');
  const around = {
    code,
    address: (value: Value) => addressOf(plan, value),
    literal: plan.literal,
    wanted: plan.wanted,
  };
  const emitItem = (item: Item<RawCall>): void => {
    if (item.step === 'loop') emitLoop(item, around);
    else if (item.step === 'move') for (const move of item.moves) emitMove(code, move, plan);
    else if (item.step === 'raw') for (const { payload } of item.commands) calls.emit(code, payload);
    else emitMatMul(code, item, plan);
  };

  code.loop(
    step,
    () => code.i32(0),
    () => code.get(count),
    1,
    () => {
      for (const feed of plan.feeds) emitFeed(code, feed, plan.order, step, firstRow);
      code.set(firstRow, () =>
        code.plain(
          'i32.add',
          () => code.get(firstRow),
          () => code.i32(plan.rows),
        ),
      );
      before.forEach(emitItem);
      emitFigures(code, plan, step);
      after.forEach(emitItem);
      for (const { value, to, offset } of copies) {
        copyBytes(
          code,
          () => code.i32(plan.base(to) + offset * 4),
          0,
          () => code.i32(addressOf(plan, value)),
          0,
          sizeOfValue(value) * 4,
        );
      }
    },
  );
  code.get(count);
  writer.define(run, code.body());
  return { bytes: writer.bytes(), imports: calls.functions };
}

const addressOf = (plan: Plan, { buffer, offset, dtype }: Value): number =>
  plan.base(buffer) + offset * (dtype === 'bool' ? 1 : 4);

/** Keeps the figures, and ends here, before any weight has changed, if the loss is not finite. */
function emitFigures(code: Code, plan: Plan, step: Local): void {
  const from = addressOf(plan, plan.figures);
  const bytes = sizeOfValue(plan.figures) * 4;
  const to = code.local('i32');
  code.set(to, () =>
    code.plain(
      'i32.mul',
      () => code.get(step),
      () => code.i32(bytes),
    ),
  );
  copyBytes(
    code,
    () => code.get(to),
    plan.ring,
    () => code.i32(from),
    0,
    bytes,
  );
  const finite: Push = () =>
    code.plain(
      'f32.lt',
      () => code.plain('f32.abs', () => code.load('f32', () => code.i32(from), 0)),
      () => code.f32(Infinity),
    );
  code.returnIf(
    () => code.plain('i32.eqz', finite),
    () => code.get(step),
  );
}

function emitMatMul(code: Code, item: Extract<Item<RawCall>, { step: 'matmul' }>, plan: Plan): void {
  const { batch, m, k, n, inputs, outputs, transposeA, transposeB } = item;
  const [a, b] = inputs;
  const at = code.local('i32');
  const push = (value: Value, matrix: number): Push => {
    const base = addressOf(plan, value);
    const moves = sizeOfValue(value) > matrix;
    if (!moves) return () => code.i32(base);
    return () =>
      code.plain(
        'i32.add',
        () => code.i32(base),
        () =>
          code.plain(
            'i32.mul',
            () => code.get(at),
            () => code.i32(matrix * 4),
          ),
      );
  };
  code.repeat(at, batch, 1, () =>
    emitProduct(code, {
      m,
      k,
      n,
      transposeA,
      transposeB,
      scratch: plan.scratch,
      a: push(a, m * k),
      b: push(b, k * n),
      c: push(outputs[0], m * n),
    }),
  );
}
