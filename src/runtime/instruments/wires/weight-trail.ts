/** Remembers the trained weights of the previous reading on the device: what training has changed since then. */
import { must } from '../../../base/invariant.ts';
import type { Tensor } from '../../../catalog/define/index.ts';
import { tf, variableOf } from '../../tf.ts';
import type { Variable } from '../../tf.ts';
import type { Run } from '../../training/run.ts';
import { changeOf } from './probe.ts';

/** In memory of its own: replayed steps write new weights over the old ones, where a clone would see it. */
const copyOf = (weight: Variable): Tensor => tf.mul(weight, 1);

export class WeightTrail {
  /** The trained weights as they were, in their order. */
  readonly variables: readonly Variable[];
  private place: Pick<Run, 'step' | 'version'> | undefined;

  constructor(private readonly run: Run) {
    this.variables = run.network.trainable.map(({ variable }) => variableOf(copyOf(variable), false));
  }

  /** Steps since the weights were remembered; 0 where they have not been trained from there: they were set from outside. */
  get steps(): number {
    const { place, run } = this;
    return place === undefined || place.version !== run.version ? 0 : Math.max(0, run.step - place.step);
  }

  /** Whether the weights are those that are remembered. */
  private get isHere(): boolean {
    return this.place?.step === this.run.step && this.place.version === this.run.version;
  }

  /** What each trained weight differs by from what is remembered. The caller disposes it. */
  changes(): ReadonlyMap<string, Tensor> {
    return new Map(
      this.run.network.trainable.map(({ key, variable }, i) => [
        changeOf(key),
        tf.sub(variable, must(this.variables[i], `the trail of ${key}`)),
      ]),
    );
  }

  /** What is to be remembered from now on, for a recording that puts it there. The caller disposes the values. */
  commits(): readonly { readonly variable: Variable; readonly value: Tensor }[] {
    return this.run.network.trainable.map(({ key, variable: weight }, i) => ({
      variable: must(this.variables[i], `the trail of ${key}`),
      value: tf.clone<Tensor>(weight),
    }));
  }

  /** Remembers the weights as they are now. */
  remember(): void {
    if (this.isHere) return;
    this.run.network.trainable.forEach(({ key, variable: weight }, i) => {
      const copy = copyOf(weight);
      must(this.variables[i], `the trail of ${key}`).assign(copy);
      copy.dispose();
    });
    this.mark();
  }

  /** The weights as they are now have been put into the variables. */
  mark(): void {
    const { step, version } = this.run;
    this.place = { step, version };
  }

  dispose(): void {
    tf.dispose([...this.variables]);
  }
}
