/** A tensor's shape without its batch dimension: `[16]`, `[28, 28, 1]`; `[]` is one number per example. */
export type Shape = readonly number[];

export const sizeOf = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);
export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((n, i) => n === b[i]);
/** `28×28×1`, as it is written on the wires. */
export const formatShape = (shape: Shape): string => (shape.length === 0 ? '1' : shape.join('×'));
