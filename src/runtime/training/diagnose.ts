/** Finds where numbers first stop being finite: the layer to name when training has exploded. */
import { tensorKey } from '../../compiler/types.ts';
import type { Fault } from '../../protocol/fault.ts';
import { readWires } from '../instruments/wires.ts';
import { weightOfBrokenSlot } from './broken-slot.ts';
import type { Run } from './run.ts';

/** Call while the weights are those of the failed step. Layers are asked in the order data flows through them. */
export async function nonFiniteFault(run: Run, step: number): Promise<Fault> {
  const { tensors, weights } = await readWires(run);
  const { layers, program } = run.linked;
  const broken = (which: 'forward' | 'gradient') =>
    layers.find(({ plan }) =>
      Object.keys(plan.outputShapes).some(
        (output) => (tensors[tensorKey({ layer: plan.node, output })]?.[which]?.nonFinite ?? 0) > 0,
      ),
    );
  const weighted = layers.find((layer) =>
    layer.weights.some(({ plan }) => (weights[plan.key]?.values.nonFinite ?? 0) > 0),
  );
  const first = layers.find((layer) => layer === weighted || layer === broken('forward'))?.plan.node;
  const gradient = broken('gradient')?.plan.node;
  const slot = first === undefined && gradient === undefined ? await weightOfBrokenSlot(run) : undefined;
  const owner = layers.find((layer) => layer.weights.some(({ plan }) => plan.key === slot))?.plan.node;
  const node = first ?? gradient ?? owner ?? program.loss.node;
  const what = () => {
    if (first !== undefined) return `the numbers in “${node}” are no longer finite`;
    if (gradient !== undefined) return `the gradient at “${node}” is no longer a finite number`;
    if (slot === undefined) return `the loss “${node}” is no longer a finite number`;
    const { node: optimizer } = program.optimizer;
    return `what “${optimizer}” remembers of the gradients for “${slot}” is no longer finite, so these weights would learn nothing more`;
  };
  return {
    code: 'nonFinite',
    node,
    step,
    message: `Training stopped at step ${step + 1}: ${what()}. The last finite weights were kept.`,
    hint: 'Lower the learning rate, standardize the data, or add batch normalisation, then reset and train again.',
  };
}
