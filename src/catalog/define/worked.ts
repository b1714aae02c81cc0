/** A formula with the numbers of one example put in. */
import type { Shape } from '../../base/shape.ts';
import type { AtPorts } from './layer.ts';

/** Numbers as they lie in memory, last dimension fastest; without the batch. */
export interface Numbers {
  readonly shape: Shape;
  readonly values: ArrayLike<number>;
}

/** What one example meets at a layer, outside training. */
export interface WorkedNumbers {
  readonly inputs: AtPorts<Numbers>;
  readonly weights: Readonly<Record<string, Numbers>>;
  /** Shape of what comes out, and which of its values is worked out, counted through. */
  readonly shape: Shape;
  readonly place: number;
}

/** One line of the working: `z = 0.42·1.3 + … (12 more) + 0.1`, and what it comes to. */
export interface WorkedStep {
  readonly name: string;
  readonly text: string;
  readonly value: number;
}

/** The last step is the value itself. */
export type Working = readonly [WorkedStep, ...WorkedStep[]];
