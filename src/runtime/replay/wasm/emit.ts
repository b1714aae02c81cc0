/** Writes the module of a recording: one function that does many steps in a row. */
import { must } from '../../../base/invariant.ts';
import type { Ordered } from '../fuse/order.ts';
import type { Item } from '../fuse/group.ts';
import { sizeOfValue } from '../program.ts';
import type { Value } from '../program.ts';
import type { BufferId, DType } from '../trace.ts';
import { ModuleWriter } from './assembler.ts';
import { Code } from './code.ts';
import type { Local, Push } from './code.ts';
import type { FunctionName } from '../../wasm/functions.ts';
import type { RawFunction } from './heap.ts';
import { emitLoop } from './loop.ts';
import { emitProduct } from './matmul.ts';
import { copyBytes, emitMove } from './moves.ts';
import { importable, keepsPackedCopies } from './raw-calls.ts';
import type { Argument, RawCall } from './record.ts';

/** What is put into a feed before each step. */
export type FeedSource =
  /** Rows of a table, in the order of a list of row numbers. */
  | { readonly from: 'rows'; readonly table: number; readonly rowBytes: number; readonly rows: number }
  /** The next entry of a list that was written beforehand. */
  | { readonly from: 'list'; readonly list: number; readonly bytes: number };

export interface FeedPlan {
  readonly to: number;
  readonly source: FeedSource;
}

export interface Plan {
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
  /** Where the tensor with this number lies. */
  tensor(id: BufferId): number;
  typeOf(buffer: BufferId): DType;
  literal(value: Value): number | undefined;
  wanted(buffer: BufferId): boolean;
  /** The pointer to sizes of a call. */
  pointer(bytes: Uint8Array): number;
  /** Size and address of the tensor with this number, for calls that must not find a packed copy. */
  registered(id: number): { readonly size: number; readonly address: number } | undefined;
  raw(name: string): RawFunction;
  /** A function of our own kernels, with room for what it needs on the way. */
  kernel(name: FunctionName, args: readonly number[]): RawFunction;
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
      for (const feed of plan.feeds) emitFeed(code, feed, plan, step, firstRow);
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

function emitFeed(code: Code, { to, source }: FeedPlan, plan: Plan, step: Local, firstRow: Local): void {
  if (source.from === 'list') {
    const from = code.local('i32');
    code.set(from, () =>
      code.plain(
        'i32.mul',
        () => code.get(step),
        () => code.i32(source.bytes),
      ),
    );
    copyBytes(
      code,
      () => code.i32(to),
      0,
      () => code.get(from),
      source.list,
      source.bytes,
    );
    return;
  }
  const { table, rowBytes, rows } = source;
  const [from, into, at] = [code.local('i32'), code.local('i32'), code.local('i32')];
  code.set(at, () =>
    code.plain(
      'i32.shl',
      () => code.get(firstRow),
      () => code.i32(2),
    ),
  );
  code.repeat(into, rows * rowBytes, rowBytes, () => {
    code.set(from, () =>
      code.plain(
        'i32.mul',
        () => code.load('i32', () => code.get(at), plan.order),
        () => code.i32(rowBytes),
      ),
    );
    copyBytes(
      code,
      () => code.get(into),
      to,
      () => code.get(from),
      table,
      rowBytes,
    );
    code.set(at, () =>
      code.plain(
        'i32.add',
        () => code.get(at),
        () => code.i32(4),
      ),
    );
  });
}

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

/** Apart from tfjs' functions, which may have the same name. */
const ownName = (name: FunctionName): string => `own:${name}`;

class Calls {
  readonly functions: Record<string, RawFunction> = {};
  private readonly known = new Map<string, { readonly index: number; readonly whole: boolean }>();

  constructor(
    private readonly writer: ModuleWriter,
    private readonly plan: Plan,
  ) {}

  declare(calls: readonly RawCall[]): void {
    for (const call of calls) {
      if (call.is === 'copy') continue;
      if (call.is === 'kernel') {
        this.add(ownName(call.name), call.given.length, this.plan.kernel(call.name, this.addresses(call.given)));
        continue;
      }
      const { name, given } = call;
      this.add(name, given.length, this.plan.raw(name));
      if (!keepsPackedCopies(name)) continue;
      this.add('dispose_data', 1, this.plan.raw('dispose_data'));
      this.add('register_tensor', 3, this.plan.raw('register_tensor'));
    }
  }

  emit(code: Code, call: RawCall): void {
    if (call.is === 'copy') {
      const { from, to } = call;
      copyBytes(
        code,
        () => code.i32(this.plan.tensor(to)),
        0,
        () => code.i32(this.plan.tensor(from)),
        0,
        call.bytes,
      );
      return;
    }
    if (call.is === 'kernel') {
      this.call(code, ownName(call.name), this.addresses(call.given));
      return;
    }
    const { name, given } = call;
    if (keepsPackedCopies(name)) for (const argument of given.slice(1)) this.refresh(code, argument);
    this.call(
      code,
      name,
      given.map((argument) => this.number(argument)),
    );
  }

  private refresh(code: Code, argument: Argument): void {
    if (argument.is !== 'tensor') return;
    const found = this.plan.registered(argument.id);
    if (found === undefined) return;
    this.call(code, 'dispose_data', [argument.id]);
    this.call(code, 'register_tensor', [argument.id, found.size, found.address]);
  }

  /** Our kernels take addresses where tfjs' take numbers of tensors. */
  private addresses(given: readonly Argument[]): readonly number[] {
    return given.map((argument) => (argument.is === 'tensor' ? this.plan.tensor(argument.id) : this.number(argument)));
  }

  private number(argument: Argument): number {
    if (argument.is === 'tensor') return argument.id;
    return argument.is === 'bytes' ? this.plan.pointer(argument.value) : argument.value;
  }

  private call(code: Code, name: string, given: readonly number[]): void {
    const { index, whole } = must(this.known.get(name), `the function ${name}`);
    code.call(
      index,
      ...given.map(
        (value): Push =>
          () =>
            whole ? code.i32(value) : code.f64(value),
      ),
    );
  }

  private add(name: string, arity: number, raw: RawFunction): void {
    if (this.known.has(name)) return;
    const { signature, function: found } = importable(raw, arity);
    this.known.set(name, { index: this.writer.import(name, signature), whole: signature.parameters[0] === 'i32' });
    this.functions[name] = found;
  }
}
