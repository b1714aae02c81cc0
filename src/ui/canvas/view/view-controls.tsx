/** Zoom, fit and minimap, for the pointer; each has a key as well, so that Tab does not stop here. */
import { documentStore } from '../../stores/document.ts';
import { LayoutGrid, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { MiniMap, Panel, useStore } from 'reactflow';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { useView, viewStore } from '../../stores/view.ts';
import { MOST_IN_ALL } from './crowd.ts';
import { useDrawn } from './drawn.ts';
import { useFlow } from './flow.ts';
import { kindColour } from '../cards/port-shape.tsx';
import type { CardNode } from './to-react-flow.ts';
import styles from './view-controls.module.css';
import { areaOf, fitAll, zoomIn, zoomOut, zoomToActualSize } from './viewport.ts';

export function ViewControls() {
  const minimap = useView((state) => state.minimap);
  // A sketch shows the whole as it is; React Flow's map would be empty then, and slow in large graphs.
  const large = useDrawn((state) => state.sketched || state.cards.length > MOST_IN_ALL);
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
      {minimap && !large && <MapOfTheRest />}
    </>
  );
}

/** The map, while there is anything out of sight that it could show. */
function MapOfTheRest() {
  const cards = useFlow((state) => state.nodes);
  const area = useMemo(() => areaOf(cards), [cards]);
  const allInSight = useStore(({ transform: [x, y, zoom], width, height }) => {
    const left = area.x * zoom + x;
    const top = area.y * zoom + y;
    return left >= 0 && top >= 0 && left + area.width * zoom <= width && top + area.height * zoom <= height;
  });
  if (allInSight || cards.length === 0) return null;
  return (
    <MiniMap<CardNode>
      className={styles.map ?? ''}
      style={{ width: 148, height: 92 }}
      position="bottom-right"
      nodeColor={mapColour}
      nodeStrokeWidth={0}
      nodeBorderRadius={14}
      offsetScale={8}
      pannable
      zoomable
      ariaLabel="Minimap"
    />
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

function mapColour(card: CardNode): string {
  const { document } = documentStore.getState();
  const kind = ownCatalog(document).get(card.data.node.type)?.outputs[0]?.kind;
  return kind === undefined ? 'var(--dim)' : kindColour(kind);
}
