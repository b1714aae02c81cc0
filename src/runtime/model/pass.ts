/*
 * What travels with one forward pass. tfjs hands the keyword arguments of a model's `call` unchanged to
 * every layer, so the training flag, declared random numbers, taps and the place where the fused loss
 * stops all go through the model itself; nothing computes beside it.
 */
import type { LayerResult, Tensor } from '../../catalog/define/index.ts';
import { tf } from '../tf.ts';

/** Random numbers of a step, by layer and declared name. */
export type RandomFeeds = Readonly<Record<string, Readonly<Record<string, Tensor>>>>;

export interface PassOptions {
  readonly training: boolean;
  /** Feeds for what the layers have declared; needed in training only. */
  readonly random?: RandomFeeds;
  /** The layer that leaves its activation out. */
  readonly logits?: string | undefined;
  /** Batches that lie one behind the other in the rows; 1 unless said. */
  readonly batches?: number;
  /** Sees each tensor that a layer gives, by `layer.output`, and may replace it. */
  tap?(key: string, value: Tensor): Tensor;
}

/** What a layer has to pay for its result, as a scalar. */
export type Charge = (layer: string, result: LayerResult) => Tensor | undefined;

/** For one forward pass alone: it remembers what each layer gave, and would give it again. */
export class Pass {
  /** What layers with several outputs gave: tfjs calls them once for each output that is wanted. */
  private readonly results = new Map<string, LayerResult>();
  private readonly states: { readonly key: string; readonly value: Tensor }[] = [];
  /** What layers charge for their values; only kept once somebody asks for it. */
  private penalties: Tensor[] | undefined;
  private charge: Charge | undefined;

  constructor(readonly options: PassOptions) {}

  /** The result of a layer, computed once per pass. */
  once(layer: string, compute: () => LayerResult): LayerResult {
    const known = this.results.get(layer);
    if (known !== undefined) return known;
    const result = compute();
    this.results.set(layer, result);
    for (const [name, value] of Object.entries(result.state ?? {})) {
      // Kept beyond the scope that tfjs puts around a model's call; `takeState` hands it over.
      this.states.push({ key: `${layer}/${name}`, value: tf.keep(value) });
    }
    const { penalties } = this;
    if (penalties === undefined) return result;
    for (const penalty of [result.penalty, this.charge?.(layer, result)])
      if (penalty !== undefined) penalties.push(tf.keep(penalty));
    return result;
  }

  /**
   * Runs a forward pass and gives the penalties of its layers beside its answer: their own, and what `charge`
   * makes of their results. The caller disposes them.
   */
  withPenalties<T>(forward: () => T, charge?: Charge): { readonly answer: T; readonly penalties: readonly Tensor[] } {
    this.penalties = [];
    this.charge = charge;
    const answer = forward();
    const { penalties } = this;
    [this.penalties, this.charge] = [undefined, undefined];
    return { answer, penalties };
  }

  /** New values of the weights that layers keep themselves, by `layer/weight`. The caller disposes them. */
  takeState(): readonly { readonly key: string; readonly value: Tensor }[] {
    return this.states.splice(0);
  }
}

/** Picks the pass out of the keyword arguments that tfjs hands to a layer. */
export const passOf = (kwargs: unknown): Pass | undefined => {
  const { pass } = (kwargs ?? {}) as { readonly pass?: unknown };
  return pass instanceof Pass ? pass : undefined;
};
