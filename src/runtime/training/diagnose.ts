/** Finds where numbers first stop being finite: the layer to name when training has exploded. */
import type { Fault } from '../../protocol/fault.ts';
import type { Run } from './run.ts';

/** Call while the weights are those of the failed step. Layers are asked in the order data flows through them. */
export async function nonFiniteFault(run: Run, step: number): Promise<Fault> {
  const frame = await run.probe();
  const layers = run.program.layers.map(({ name }) => name);
  const weight = run.network.weights.find(({ key }) => (frame.weights[key]?.values.nonFinite ?? 0) > 0);
  const output = layers.find((name) => (frame.tensors[name]?.forward.nonFinite ?? 0) > 0);
  const weightLayer = weight?.key.slice(0, weight.key.lastIndexOf('/'));
  const first = layers.find((name) => name === weightLayer || name === output);
  const gradient = layers.find((name) => (frame.tensors[name]?.gradient?.nonFinite ?? 0) > 0);
  const node = first ?? gradient ?? run.program.loss.node;
  const what =
    first === undefined
      ? gradient === undefined
        ? `the loss “${node}” is no longer a finite number`
        : `the gradient at “${node}” is no longer a finite number`
      : `the numbers in “${node}” are no longer finite`;
  return {
    code: 'nonFinite',
    node,
    step,
    message: `Training stopped at step ${step + 1}: ${what}. The last finite weights were kept.`,
    hint: 'Lower the learning rate, standardize the data, or add batch normalisation, then reset and train again.',
  };
}
