/** The landscape of the run that is shown here, as far as it is drawn, and what was asked for. */
import { useEffect } from 'react';
import type { NodeId } from '../../../graph/types.ts';
import type { Drawn } from '../../../protocol/landscape.ts';
import { useRun } from '../../stores/run.ts';
import { useReading } from '../../stores/use-reading.ts';
import { useWatch } from '../../stores/watching.ts';
import { onReading, requestOf, useLandscape } from './landscape-store.ts';
import type { LandscapeState } from './landscape-store.ts';

export interface Drawing extends LandscapeState {
  readonly program: NodeId;
  readonly drawn: Drawn | undefined;
  /** The picture is of the loaded run, and not of one before it. */
  readonly current: boolean;
  /** Of what was asked for, the part that is drawn. */
  readonly share: number;
  /** A path was asked for, and there is none yet. */
  readonly noPath: boolean;
}

/** @param looking whether it is in sight: only then is the path of training kept, and is anything drawn. */
export function useDrawing(looking = true): Drawing {
  const state = useLandscape();
  const { program, order, drawing } = state;
  useWatch('landscape', looking ? requestOf(state) : undefined);
  const reading = useReading('landscape');
  const run = useRun((all) => all.run);
  const current = reading?.run === run;
  useEffect(() => {
    if (reading !== undefined && current) onReading(program, reading.value);
  }, [reading, current, program]);
  const asked = reading?.value.order === order;
  const drawn = reading?.value.drawn;
  return {
    ...state,
    drawn,
    current,
    share: drawing ? ((asked ? drawn?.share : undefined) ?? 0) : 1,
    noPath: asked && reading?.value.none !== undefined,
  };
}
