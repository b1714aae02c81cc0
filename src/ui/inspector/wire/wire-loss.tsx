/** A wire that carries the loss: its latest value and its course. */
import { compact } from '../../../base/format.ts';
import type { Carried } from '../../../compiler/types.ts';
import { NodePicture } from '../../pictures/index.tsx';
import { useRun } from '../../stores/run.ts';
import { Picture } from '../parts/blocks.tsx';
import { Reading, Readings } from '../parts/figures.tsx';

type Carries = Extract<
  Carried,
  { readonly source: string; readonly what: 'optimizer' | 'loss' | 'callback' | 'model' }
>;

export function LossWire({ carries }: { readonly carries: Carries }) {
  const logs = useRun((state) => state.epochPoints.at(-1)?.logs);
  const figure = (value: number | undefined) => (value === undefined ? '–' : compact(value));
  return (
    <>
      <Readings>
        <Reading name="training loss" value={figure(logs?.['loss'])} help="Over the latest epoch." />
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
