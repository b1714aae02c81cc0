/* Words to describe an exported function's arguments with; see `functions.ts`. */

export interface Argument {
  readonly name: string;
  readonly role: 'read' | 'write' | 'number';
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
