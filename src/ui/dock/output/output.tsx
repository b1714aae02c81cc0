/*
 * What the network answers, drawn in the form that suits its data. The Output tab shows the picture
 * with its legend and controls; beside the curves it stands alone, as a companion.
 */
import { lazy, Suspense, type ComponentType } from 'react';
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import type { DataView } from '../../../protocol/data-view.ts';
import type { OutputView } from '../../../protocol/readings.ts';
import { useRun } from '../../stores/run.ts';
import { EmptyDock } from '../empty-dock.tsx';
import { useRunInfo } from '../run-info.ts';
import styles from './output.module.css';

export interface OutputProps<K extends OutputView['kind'] = OutputView['kind']> {
  readonly view: Extract<OutputView, { readonly kind: K }>;
  readonly data: DataView;
  readonly info: DatasetInfo;
  /** The picture alone, small. */
  readonly companion: boolean;
}

/** Each picture is loaded with the first answer of its kind. */
const PICTURES: { readonly [K in OutputView['kind']]: ComponentType<OutputProps<K>> } = {
  plane: lazy(async () => ({ default: (await import('./plane.tsx')).Plane })),
  curve: lazy(async () => ({ default: (await import('./curve-fit.tsx')).CurveFit })),
  confusion: lazy(async () => ({ default: (await import('./confusion.tsx')).Confusion })),
  scatter: lazy(async () => ({ default: (await import('./predicted.tsx')).Predicted })),
};

/** TypeScript cannot see that view and picture belong to the same kind; the table above says so. */
function Picture(props: OutputProps) {
  const Kind = PICTURES[props.view.kind] as ComponentType<OutputProps>;
  return <Kind {...props} />;
}

export function Output({ companion = false }: { readonly companion?: boolean }) {
  const view = useRun((run) => run.output);
  const data = useRun((run) => run.data);
  const info = useRunInfo();
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
      <Picture view={view} data={data} info={info} companion={companion} />
    </Suspense>
  );
}
