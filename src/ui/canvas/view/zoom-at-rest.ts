/** The zoom for what is drawn in pixels, such as curves on a card: that is not done anew for each step of a zoom. */
import type { useStoreApi } from 'reactflow';
import { canvasStore } from '../canvas-store.ts';

/** Milliseconds after which a zoom that no longer changes is taken for the one that stays. */
const ZOOM_RESTS = 150;

/** Tells the zoom at once and each time that it has come to rest; ends with what is given back. */
export function followZoom(store: ReturnType<typeof useStoreApi>): () => void {
  const zoomOf = () => store.getState().transform[2];
  let resting: ReturnType<typeof setTimeout> | undefined;
  canvasStore.setState({ zoom: zoomOf() });
  const stop = store.subscribe((now, before) => {
    if (now.transform[2] === before.transform[2]) return;
    clearTimeout(resting);
    resting = setTimeout(() => canvasStore.setState({ zoom: zoomOf() }), ZOOM_RESTS);
  });
  return () => {
    clearTimeout(resting);
    stop();
  };
}
