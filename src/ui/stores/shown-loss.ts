/*
 * The one loss that the page shows as the present: on the wire, on the loss card, beside the curve, in the
 * inspector and in words. The rule: the training loss of the epoch that ends at the latest step, where one
 * ends there; otherwise the loss of the latest batch; before the first batch what the wires' probe
 * measured. A run that completed its last epoch therefore shows that epoch's loss, as its curve does.
 */
import type { RunState } from './types.ts';

export interface ShownLoss {
  readonly value: number;
  readonly of: 'epoch' | 'batch' | 'probe';
  readonly step: number;
}

export type LossRun = Pick<RunState, 'batches' | 'epochPoints'> & Partial<Pick<RunState, 'readings'>>;

export function shownLoss({ batches, epochPoints, readings }: LossRun): ShownLoss | undefined {
  const [batch, epoch] = [batches.at(-1), epochPoints.at(-1)];
  const loss = epoch?.logs['loss'];
  if (epoch !== undefined && loss !== undefined && epoch.step >= (batch?.step ?? 0)) {
    return { value: loss, of: 'epoch', step: epoch.step };
  }
  if (batch !== undefined) return { value: batch.loss, of: 'batch', step: batch.step };
  const wires = readings?.wires;
  return wires === undefined ? undefined : { value: wires.value.loss, of: 'probe', step: wires.step };
}
