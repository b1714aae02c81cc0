/*
 * What is looked at: selection, theme, open panels, the latest announcement. Nothing here is saved in
 * the graph file; theme and panels are remembered by the browser.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { readSetting, readTheme, writeSetting, writeTheme } from '../theme/preference.ts';
import type { ViewState } from './types.ts';

const PANELS_KEY = 'edgewise.panels';
const MINIMAP_KEY = 'edgewise.minimap';
type Panels = ViewState['panels'];

export function createViewStore(): StoreApi<ViewState> {
  return createStore<ViewState>()((set, get) => ({
    selectedNodes: [],
    selectedEdges: [],
    selectedFrame: undefined,
    theme: readTheme(),
    dockTab: 'curves',
    panels: readPanels(),
    minimap: readSetting(MINIMAP_KEY) !== 'off',
    announcement: { id: 0, text: '', tone: 'quiet' },
    reveal: undefined,
    opening: undefined,
    setOpening: (opening) => set({ opening }),
    select(nodes, edges = []) {
      const { selectedNodes, selectedEdges, selectedFrame } = get();
      if (selectedFrame !== undefined) set({ selectedFrame: undefined });
      if (sameList(nodes, selectedNodes) && sameList(edges, selectedEdges)) return;
      set({ selectedNodes: nodes, selectedEdges: edges });
    },
    selectFrame(selectedFrame) {
      get().select([]);
      set({ selectedFrame });
    },
    setTheme(theme) {
      writeTheme(theme);
      set({ theme });
    },
    setDockTab: (dockTab) => set({ dockTab }),
    togglePanel(panel) {
      const panels = { ...get().panels, [panel]: !get().panels[panel] };
      writeSetting(PANELS_KEY, JSON.stringify(panels));
      set({ panels });
    },
    toggleMinimap() {
      const minimap = !get().minimap;
      writeSetting(MINIMAP_KEY, minimap ? 'on' : 'off');
      set({ minimap });
    },
    announce(text, tone = 'quiet') {
      set({ announcement: { id: get().announcement.id + 1, text, tone } });
    },
    revealNode(node) {
      set({
        reveal: { id: (get().reveal?.id ?? 0) + 1, node },
        selectedNodes: [node],
        selectedEdges: [],
        selectedFrame: undefined,
      });
    },
  }));
}

export const viewStore = createViewStore();

/** Says it to everybody, by screen reader too; louder than `quiet` it is also shown for a while. */
export const announce: ViewState['announce'] = (text, tone) => viewStore.getState().announce(text, tone);

/** Part of the view's state; the component renders again when that part changes. */
export const useView = <T>(selector: (state: ViewState) => T): T => useStore(viewStore, selector);

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

/** The remembered panels; a panel counts as open unless it was closed, or would lie over the canvas of a phone or of a tablet held upright. */
function readPanels(): Panels {
  const stored = readSetting(PANELS_KEY);
  const covers = (panel: keyof Panels) =>
    panel !== 'dock' && typeof matchMedia === 'function' && matchMedia('(width < 960px)').matches;
  const open = (panel: keyof Panels) => (stored === undefined ? !covers(panel) : !stored.includes(`"${panel}":false`));
  return { palette: open('palette'), inspector: open('inspector'), dock: open('dock') };
}
