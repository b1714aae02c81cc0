/** Zoom, fit and minimap, for the pointer; each has a key as well, so that Tab does not stop here. */
import { LayoutGrid, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { Panel, useStore } from 'reactflow';
import { useStore as useZustand } from 'zustand';
import { keymap, keyTextOf } from '../../shell/keymap.ts';
import { useView, viewStore } from '../../stores/view-state.ts';
import { late } from '../../late/late.tsx';
import styles from './view-controls.module.css';
import { fitAll, zoomIn, zoomOut, zoomToActualSize } from './viewport.ts';

/** Comes after the first picture, which shows everything. */
const MapOfTheRest = late(async () => (await import('./map-of-the-rest.tsx')).MapOfTheRest);

/** What a button says when the pointer rests on it, with the key that does the same. */
const titleOf = (text: string, command: string): string => `${text} (${keyTextOf(command)})`;

export function ViewControls() {
  // Drawn again when keys were changed.
  useZustand(keymap);
  const minimap = useView((state) => state.minimap);
  return (
    <>
      <Panel position="bottom-left" className={styles.bar ?? ''}>
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          onClick={zoomOut}
          aria-label="Zoom out"
          title={titleOf('Zoom out', 'zoom-out')}
        >
          <Minus size={14} aria-hidden />
        </button>
        <ZoomFigure />
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          onClick={zoomIn}
          aria-label="Zoom in"
          title={titleOf('Zoom in', 'zoom-in')}
        >
          <Plus size={14} aria-hidden />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          onClick={fitAll}
          aria-label="Fit everything"
          title={titleOf('Fit everything', 'fit')}
        >
          <Maximize size={14} aria-hidden />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          onClick={() => void import('../arrange.ts').then(({ layOutAll }) => layOutAll())}
          aria-label="Lay out the graph"
          title={titleOf('Lay out the graph in rows that fit', 'lay-out')}
        >
          <LayoutGrid size={14} aria-hidden />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          onClick={() => viewStore.getState().toggleMinimap()}
          aria-label="Minimap"
          aria-pressed={minimap}
          title={titleOf('Minimap, while part of the graph is out of sight', 'minimap')}
        >
          <MapIcon size={14} aria-hidden />
        </button>
      </Panel>
      {minimap && <MapOfTheRest />}
    </>
  );
}

function ZoomFigure() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.figure}
      onClick={zoomToActualSize}
      title={titleOf('Actual size', 'actual-size')}
      aria-label={`Zoom ${percent} percent; back to actual size`}
    >
      {percent} %
    </button>
  );
}
