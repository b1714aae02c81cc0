/*
 * The dock below the canvas: curves, what the network answers, and problems. Where there is room, the
 * answers and the reading of the run stand beside the curves.
 */
import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useRun } from '../stores/run.ts';
import type { DockTab } from '../stores/types.ts';
import { useView } from '../stores/view.ts';
import type { ComponentType } from 'react';
import { Curves } from './curves/curves.tsx';
import styles from './dock.module.css';
import { dockOptions, useDockOption } from './dock-options.ts';
import { Output } from './output/output.tsx';
import { Problems } from './problems/problems.tsx';
import { ReadingCard } from './reading/reading-card.tsx';
import { PANEL_ID, TabList, tabId } from './tab-list.tsx';

const PANELS: Readonly<Record<DockTab, ComponentType>> = { curves: Curves, output: Output, problems: Problems };

/** Widths, in pixels, from which the picture and then the card stand beside the curves. */
const ROOM_FOR_PICTURE = 700;
const ROOM_FOR_CARD = 880;

export function Dock() {
  const tab = useView((state) => state.dockTab);
  const { ref, width } = useElementSize<HTMLDivElement>();
  const Panel = PANELS[tab];
  const curves = tab === 'curves';
  return (
    <div className={styles.dock}>
      <div className={styles.bar}>
        <TabList />
        {curves ? <CurveOptions /> : null}
      </div>
      <div className={styles.body} ref={ref}>
        <div className={styles.panel} id={PANEL_ID} role="tabpanel" aria-labelledby={tabId(tab)}>
          <Panel />
        </div>
        {curves && width >= ROOM_FOR_PICTURE ? (
          <aside className={styles.companion} aria-label="What the network answers">
            <Output companion />
          </aside>
        ) : null}
        {curves && width >= ROOM_FOR_CARD ? (
          <div className={styles.card}>
            <ReadingCard />
          </div>
        ) : null}
      </div>
    </div>
  );
}

function CurveOptions() {
  const [log, table] = [useDockOption('logLoss'), useDockOption('table')];
  const empty = useRun(({ batches, epochPoints }) => batches.length + epochPoints.length === 0);
  if (empty) return null;
  return (
    <div className={styles.options}>
      <Button
        className={styles.option ?? ''}
        variant="subtle"
        aria-pressed={log}
        onClick={() => dockOptions.setState({ logLoss: !log })}
      >
        Log scale
      </Button>
      <Button
        className={styles.option ?? ''}
        variant="subtle"
        aria-expanded={table}
        onClick={() => dockOptions.setState({ table: !table })}
      >
        Data table
      </Button>
    </div>
  );
}
