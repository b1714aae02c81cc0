/*
 * A function of two numbers on which optimizers are tried: small enough to see the whole of, and each with one of the
 * troubles that the loss of a network has.
 */
export type Point = readonly [x: number, y: number];

export interface Landscape {
  readonly id: string;
  readonly name: string;
  readonly formula: string;
  /** What to look at, in one or two sentences. */
  readonly lookAt: string;
  /** The part that is drawn. */
  readonly domain: readonly [x0: number, x1: number, y0: number, y1: number];
  /** Where optimizers start until another place is chosen. */
  readonly start: Point;
  /** All places at which it is lowest; none where it falls without end. */
  readonly minima: readonly Point[];
  value(point: Point): number;
  gradient(point: Point): Point;
}
