/** What the page asks of the landscape of a loss, and what it gets: plain data that can be posted. */

export interface LandscapeRequest {
  /** Without it nothing is drawn, and only the path of the weights is kept. */
  readonly draw?: {
    /** The same number asks for the same picture. */
    readonly order: number;
    readonly plane: 'random' | 'path';
    /** Draws other random directions. */
    readonly seed: number;
    /** Places along each side. */
    readonly size: number;
  };
}

export interface Drawn {
  readonly plane: 'random' | 'path';
  /** Where training was: the weights in the middle of the picture. */
  readonly step: number;
  readonly epoch: number;
  /** Training rows that the loss is that of. */
  readonly rows: number;
  readonly size: number;
  /** In steps along the two directions; the present weights are at 0, 0. */
  readonly domain: readonly [x0: number, x1: number, y0: number, y1: number];
  /** Row by row from the lowest second coordinate; NaN where not computed yet. */
  readonly losses: Float32Array;
  /** How much of it is computed, from 0 to 1. */
  readonly share: number;
  /** Where the weights have been, and last where they are; empty for random directions. */
  readonly path: readonly { readonly step: number; readonly x: number; readonly y: number }[];
  /** The share of the movement of all weights that each direction holds. */
  readonly variance?: readonly [number, number];
}

/** `none`: training has not gone far enough for a path, or the network is too large to keep one. */
export type LandscapeReading =
  | { readonly order: number; readonly drawn: Drawn; readonly none?: never }
  | { readonly order: number; readonly none: 'no path'; readonly drawn?: never };
