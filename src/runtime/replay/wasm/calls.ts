/*
 * What is done again as it was recorded: calls of tfjs' functions and of our own kernels, which the module imports, and
 * copies between tensors.
 */
import { must } from '../../../base/invariant.ts';
import type { FunctionName } from '../../wasm/functions.ts';
import type { BufferId } from '../trace.ts';
import type { ModuleWriter } from './assembler.ts';
import type { Code, Push } from './code.ts';
import type { RawFunction } from './heap.ts';
import { copyBytes } from './moves.ts';
import { importable, keepsPackedCopies } from './raw-calls.ts';
import type { Argument, RawCall } from './record.ts';

/** Where recorded calls find what they name. */
export interface Callable {
  /** Where the tensor with this number lies. */
  tensor(id: BufferId): number;
  /** The pointer to sizes of a call. */
  pointer(bytes: Uint8Array): number;
  /** Size and address of the tensor with this number, for calls that must not find a packed copy. */
  registered(id: number): { readonly size: number; readonly address: number } | undefined;
  raw(name: string): RawFunction;
  /** A function of our own kernels, with room for what it needs on the way. */
  kernel(name: FunctionName, args: readonly number[]): RawFunction;
}

/** Apart from tfjs' functions, which may have the same name. */
const ownName = (name: FunctionName): string => `own:${name}`;

export class Calls {
  readonly functions: Record<string, RawFunction> = {};
  private readonly known = new Map<string, { readonly index: number; readonly whole: boolean }>();

  constructor(
    private readonly writer: ModuleWriter,
    private readonly around: Callable,
  ) {}

  /** Imports what these calls need. All of them first: a module's imports come before its functions. */
  declare(calls: readonly RawCall[]): void {
    for (const call of calls) {
      if (call.is === 'copy') continue;
      if (call.is === 'kernel') {
        this.add(ownName(call.name), call.given.length, this.around.kernel(call.name, this.addresses(call.given)));
        continue;
      }
      const { name, given } = call;
      this.add(name, given.length, this.around.raw(name));
      if (!keepsPackedCopies(name)) continue;
      this.add('dispose_data', 1, this.around.raw('dispose_data'));
      this.add('register_tensor', 3, this.around.raw('register_tensor'));
    }
  }

  emit(code: Code, call: RawCall): void {
    if (call.is === 'copy') {
      const { from, to } = call;
      copyBytes(
        code,
        () => code.i32(this.around.tensor(to)),
        0,
        () => code.i32(this.around.tensor(from)),
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
    const found = this.around.registered(argument.id);
    if (found === undefined) return;
    this.call(code, 'dispose_data', [argument.id]);
    this.call(code, 'register_tensor', [argument.id, found.size, found.address]);
  }

  /** Our kernels take addresses where tfjs' take numbers of tensors. */
  private addresses(given: readonly Argument[]): readonly number[] {
    return given.map((argument) =>
      argument.is === 'tensor' ? this.around.tensor(argument.id) : this.number(argument),
    );
  }

  private number(argument: Argument): number {
    if (argument.is === 'tensor') return argument.id;
    return argument.is === 'bytes' ? this.around.pointer(argument.value) : argument.value;
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
