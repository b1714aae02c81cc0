/** Measures the graph as it is, where no figures are there or they are of another graph. */
import type { NodeId } from '../../../graph/types.ts';
import { useRunScope } from '../../stores/run-scope.ts';
import { runStore, useLiveRun } from '../../stores/run.ts';
import { anyBusy } from '../../stores/side-runs.ts';
import { useLookingBack } from '../../stores/look-back.ts';
import { LinkButton } from './link-button.tsx';
import { Aside } from './words.tsx';

export function MeasureNow() {
  const busy = useLiveRun(anyBusy);
  const due = useLiveRun(({ stale, run, readings }) => stale || run === undefined || readings.wires === undefined);
  const past = useLookingBack();
  const own = useRunScope()?.program;
  if (busy || past || !due) return null;
  return (
    <Aside>
      <LinkButton onClick={() => measure(own)}>Measure now</LinkButton>, at the first weights and without training.
    </Aside>
  );
}

/** The program that is meant becomes the shown one. */
function measure(own: NodeId | undefined): void {
  const { setProgram, measure: measureShown } = runStore.getState();
  if (own !== undefined) setProgram(own);
  measureShown();
}
