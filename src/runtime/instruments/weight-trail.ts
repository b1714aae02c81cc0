/** Remembers the trained weights of the previous reading on the device, for update-to-weight ratios. */
import type { Tensor } from '../../catalog/define/index.ts';
import { tf } from '../tf.ts';
import type { Run } from '../training/run.ts';

export class WeightTrail {
  private previous:
    | { readonly step: number; readonly version: number; readonly values: ReadonlyMap<string, Tensor> }
    | undefined;

  /** What each trained weight has changed by since the last call, and over how many steps. The caller disposes the tensors. */
  changes({ network, step, version }: Run): { readonly steps: number; readonly tensors: ReadonlyMap<string, Tensor> } {
    const { previous } = this;
    // Weights that were set from outside have not been trained there.
    const usable = previous !== undefined && previous.version === version && previous.step < step;
    const tensors = new Map(
      usable
        ? network.trainable.flatMap(({ key, variable }) => {
            const before = previous.values.get(key);
            return before === undefined ? [] : [[key, tf.sub(variable, before)] as const];
          })
        : [],
    );
    const steps = usable ? step - previous.step : 0;
    if (previous?.step !== step || previous.version !== version) {
      this.forget();
      const values = new Map(network.trainable.map(({ key, variable }) => [key, tf.clone<Tensor>(variable)]));
      this.previous = { step, version, values };
    }
    return { steps, tensors };
  }

  forget(): void {
    if (this.previous !== undefined) tf.dispose([...this.previous.values.values()]);
    this.previous = undefined;
  }
}
