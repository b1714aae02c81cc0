/** A wire that carries the loss: its latest value and its course. */
import { compact } from '../../../base/format.ts';
import type { Carried } from '../../../compiler/types.ts';
import { NodePicture } from '../../pictures/index.tsx';
import { useRun } from '../../stores/run.ts';
import { shownLoss } from '../../stores/shown-loss.ts';
import type { ShownLoss } from '../../stores/shown-loss.ts';
import { Picture } from '../parts/blocks.tsx';
import { Reading, Readings } from '../parts/figures.tsx';

type Carries = Extract<
  Carried,
  { readonly source: string; readonly what: 'optimizer' | 'loss' | 'metric' | 'callback' | 'model' }
>;

const LOSS_OF: Readonly<Record<ShownLoss['of'], string>> = {
  epoch: 'Over the epoch that has just been completed.',
  batch: 'Of the latest batch.',
  probe: 'Of the batch that the wires are measured with, before training.',
};

export function LossWire({ carries }: { readonly carries: Carries }) {
  const logs = useRun((state) => state.epochPoints.at(-1)?.logs);
  const loss = useRun((state) => shownLoss(state)?.value);
  const of = useRun((state) => shownLoss(state)?.of) ?? 'epoch';
  const figure = (value: number | undefined) => (value === undefined ? '–' : compact(value));
  return (
    <>
      <Readings>
        <Reading name="training loss" value={figure(loss)} help={LOSS_OF[of]} />
        <Reading
          name="validation loss"
          value={figure(logs?.['val_loss'])}
          help="On examples the network does not learn from."
        />
      </Readings>
      <Picture>
        <NodePicture nodeId={carries.source} size="panel" />
      </Picture>
    </>
  );
}
