/** A wire that carries the loss: its latest value and its course. */
import type { Carried } from '../../../compiler/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { NodePicture } from '../../pictures/index.tsx';
import { Picture } from '../parts/blocks.tsx';
import { Reading, Readings } from '../parts/figures.tsx';
import { useLossFigures } from './wire-figures.ts';

type Carries = Extract<
  Carried,
  { readonly source: string; readonly what: 'optimizer' | 'loss' | 'metric' | 'callback' | 'model' }
>;

export function LossWire({ carries, programs }: { readonly carries: Carries; readonly programs: readonly NodeId[] }) {
  const figures = useLossFigures(programs);
  return (
    <>
      <Readings>
        {figures.map((figure) => (
          <Reading key={figure.name} {...figure} />
        ))}
      </Readings>
      <Picture>
        <NodePicture nodeId={carries.source} size="panel" />
      </Picture>
    </>
  );
}
