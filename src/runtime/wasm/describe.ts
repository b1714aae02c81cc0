/* Words to describe an exported function's arguments with; see `functions.ts`. */

/** `update`: read and written. An `optional` address may be 0, for a tensor that takes no part. */
export interface Argument {
  readonly name: string;
  readonly role: 'read' | 'write' | 'update' | 'number';
  readonly optional?: true;
}

export interface KernelFunction {
  readonly args: readonly Argument[];
  /** Bytes of scratch that a call needs; see `Kernels.reserve`. */
  readonly scratch?: (...args: readonly number[]) => number;
}

export const numbers = (...names: readonly string[]): readonly Argument[] =>
  names.map((name) => ({ name, role: 'number' }));
export const read = (name: string): Argument => ({ name, role: 'read' });
export const write = (name: string): Argument => ({ name, role: 'write' });
export const update = (name: string): Argument => ({ name, role: 'update' });
/** The same argument, which may be left out with a 0. */
export const optional = (argument: Argument): Argument => ({ ...argument, optional: true });
