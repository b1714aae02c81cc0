import type { Random } from '../../base/random.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf } from '../params.ts';
import type { Common } from './common.ts';

export interface InitializerSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'initializer';
  /** Fills a weight of this shape. Computed in JavaScript: the same bits on every backend. */
  values(params: ParamsOf<S>, shape: Shape, rng: Random): Float32Array;
  /** Says why this shape cannot be filled, e.g. Identity on a rank-1 weight. */
  refusesShape?(params: ParamsOf<S>, shape: Shape): string | undefined;
  /** A short line for the node's card, e.g. `sd √(2/fan_in)`. */
  spread(params: ParamsOf<S>): string;
}
