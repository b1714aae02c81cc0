/** A wire from a schedule to an optimizer: the curve, and where training stands on it. */
import { compact, count } from '../../../base/format.ts';
import type { Carried } from '../../../compiler/types.ts';
import { NodePicture } from '../../pictures/index.tsx';
import { useScheduleStep } from '../../pictures/schedule-picture.tsx';
import { useRun } from '../../stores/run.ts';
import { Reading, Readings } from '../parts/figures.tsx';
import { Picture } from '../parts/blocks.tsx';

type Carries = Extract<Carried, { readonly what: 'schedule' }>;

export function ScheduleWire({ carries }: { readonly carries: Carries }) {
  const here = useScheduleStep(carries.schedule);
  const rate = useRun((state) => state.learningRate);
  const now = here === undefined ? carries.start : rate;
  return (
    <>
      <Readings>
        <Reading
          name={here === undefined ? 'at step 0' : 'learning rate now'}
          value={now === undefined ? '–' : compact(now)}
        />
        {here !== undefined && <Reading name="step" value={count(here)} />}
      </Readings>
      <Picture>
        <NodePicture nodeId={carries.schedule} size="panel" />
      </Picture>
    </>
  );
}
