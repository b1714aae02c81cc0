/** Zoom, fit and minimap, for the pointer; each has a key as well, so that Tab does not stop here. */
import { LayoutGrid, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { Panel, useStore } from 'reactflow';
import { useView, viewStore } from '../../stores/view.ts';
import { late } from '../../late/late.tsx';
import styles from './view-controls.module.css';
import { fitAll, zoomIn, zoomOut, zoomToActualSize } from './viewport.ts';

/** Comes after the first picture, which shows everything. */
const MapOfTheRest = late(async () => (await import('./map-of-the-rest.tsx')).MapOfTheRest);

export function ViewControls() {
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
          title="Zoom out (−)"
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
          title="Zoom in (+)"
        >
          <Plus size={14} aria-hidden />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          onClick={fitAll}
          aria-label="Fit everything"
          title="Fit everything (Shift+1)"
        >
          <Maximize size={14} aria-hidden />
        </button>
        <button
          type="button"
          tabIndex={-1}
          className={styles.button}
          onClick={() => void import('../arrange.ts').then(({ layOutAll }) => layOutAll())}
          aria-label="Lay out the graph"
          title="Lay out the graph in rows that fit (Shift+L)"
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
          title="Minimap, while part of the graph is out of sight (Alt+M)"
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
      title="Actual size (0)"
      aria-label={`Zoom ${percent} percent; back to actual size`}
    >
      {percent} %
    </button>
  );
}
