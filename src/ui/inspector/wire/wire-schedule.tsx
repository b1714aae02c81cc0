/** A wire from a schedule to an optimizer: the curve, and where training stands on it. */
import type { Carried } from '../../../compiler/types.ts';
import type { NodeId } from '../../../graph/types.ts';
import { NodePicture } from '../../pictures/index.tsx';
import { Picture } from '../parts/blocks.tsx';
import { Reading, Readings } from '../parts/figures.tsx';
import { useScheduleFigures } from './wire-figures.ts';

type Carries = Extract<Carried, { readonly what: 'schedule' }>;

export function ScheduleWire({
  carries,
  programs,
}: {
  readonly carries: Carries;
  readonly programs: readonly NodeId[];
}) {
  const figures = useScheduleFigures(carries, programs);
  return (
    <>
      <Readings>
        {figures.map((figure) => (
          <Reading key={figure.name} {...figure} />
        ))}
      </Readings>
      <Picture>
        <NodePicture nodeId={carries.schedule} size="panel" />
      </Picture>
    </>
  );
}
