/** A tensor measured in training and in inference, for whoever looks closely at a wire. */
import { tensorKey } from '../../compiler/types.ts';
import type { TensorRef } from '../../compiler/types.ts';
import type { ModePair } from '../../protocol/readings.ts';
import { useDocument } from '../stores/document.ts';
import { useRun } from '../stores/run.ts';
import { useWatch } from '../stores/watching.ts';
import { modeDifference, programWith } from './mode-layers.ts';
import type { ModeDifference } from './mode-layers.ts';

interface Read {
  readonly difference: ModeDifference;
  readonly batchSize: number;
  readonly pair: ModePair;
}

/** Measured while the component is mounted; undefined where both modes are the same, and before the first reading. */
export function useModePair(tensor: TensorRef | undefined): Read | undefined {
  const programs = useDocument((state) => state.compilation.programs);
  const program = tensor && programWith(programs, tensor);
  const difference = program && tensor && modeDifference(program, tensor);
  const key = tensor === undefined || difference === undefined ? undefined : tensorKey(tensor);
  useWatch('modes', key === undefined ? undefined : { tensors: [key] });
  const reading = useRun(({ readings: { modes }, program: id }) => (modes?.program === id ? modes?.value : undefined));
  const pair = key === undefined ? undefined : reading?.tensors[key];
  if (difference === undefined || reading === undefined || pair === undefined) return undefined;
  return { difference, batchSize: reading.batchSize, pair };
}
