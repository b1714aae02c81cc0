/*
 * What the network answers, drawn in the form that suits its data. The Output tab shows the picture
 * with its legend and controls; beside the curves it stands alone, as a companion.
 */
import { lazy, Suspense, type ComponentType } from 'react';
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import type { DataView } from '../../../protocol/data-view.ts';
import type { OutputView } from '../../../protocol/readings.ts';
import { Aged, MeasuredAt } from '../../instruments/aged.tsx';
import { useRun } from '../../stores/run.ts';
import { useFreshness, useReading } from '../../stores/use-reading.ts';
import { useWatch } from '../../stores/watching.ts';
import { useDockOption } from '../dock-options.ts';
import { EmptyDock } from '../empty-dock.tsx';
import { useRunInfo } from '../run-info.ts';
import { pairIn } from './feature-pair.ts';
import { waysToTry } from './try/ways-to-try.ts';
import styles from './output.module.css';

/** Side of the decision-boundary picture in cells. */
export const RESOLUTION = 64;

export interface OutputProps<K extends OutputView['kind'] = OutputView['kind']> {
  readonly view: Extract<OutputView, { readonly kind: K }>;
  readonly data: DataView;
  readonly info: DatasetInfo;
  /** The picture alone, small. */
  readonly companion: boolean;
  /** The picture alone, but with room for its axes. */
  readonly axes?: boolean;
}

/** Each picture is loaded with the first answer of its kind. */
const PICTURES: { readonly [K in OutputView['kind']]: ComponentType<OutputProps<K>> } = {
  plane: lazy(async () => ({ default: (await import('./plane.tsx')).Plane })),
  curve: lazy(async () => ({ default: (await import('./curve-fit.tsx')).CurveFit })),
  confusion: lazy(async () => ({ default: (await import('./confusion.tsx')).Confusion })),
  sequences: lazy(async () => ({ default: (await import('./sequences.tsx')).Sequences })),
  scatter: lazy(async () => ({ default: (await import('./predicted.tsx')).Predicted })),
};

/** TypeScript cannot see that view and picture belong to the same kind; the table above says so. */
export function OutputPicture(props: OutputProps) {
  const Kind = PICTURES[props.view.kind] as ComponentType<OutputProps>;
  return <Kind {...props} />;
}

/** Stands over a picture that is not the present, so that nobody takes it for that. */
function OutOfDate() {
  const age = useFreshness('output');
  return age === 'fresh' ? null : (
    <div className={styles.measuredAt}>
      <MeasuredAt of="output" />
    </div>
  );
}

const TryIt = lazy(async () => ({ default: (await import('./try/try-it.tsx')).TryIt }));

export function Output({ companion = false }: { readonly companion?: boolean }) {
  const wanted = useDockOption('tryIt');
  const data = useRun((run) => run.data);
  const info = useRunInfo();
  if (companion || !wanted || data === undefined || info === undefined || waysToTry(info, data) === undefined)
    return <Answers companion={companion} />;
  return (
    <Suspense fallback={null}>
      <TryIt data={data} info={info} />
    </Suspense>
  );
}

function Answers({ companion }: { readonly companion: boolean }) {
  const data = useRun((run) => run.data);
  const info = useRunInfo();
  const chosen = useDockOption('pair');
  const pair = data && info && pairIn(chosen, info, data);
  useWatch('output', { resolution: RESOLUTION, ...(pair && { pair }) });
  const view = useReading('output')?.value;
  if (view === undefined || data === undefined || info === undefined) {
    return companion ? (
      <div className={styles.placeholder}>
        <p>What the network answers is drawn here.</p>
      </div>
    ) : (
      <EmptyDock text="Train the network, and what it answers is drawn here." />
    );
  }
  return (
    <Suspense fallback={null}>
      <div className={styles.shown}>
        <OutOfDate />
        <Aged of="output" picture className={styles.aged}>
          <OutputPicture view={view} data={data} info={info} companion={companion} />
        </Aged>
      </div>
    </Suspense>
  );
}
