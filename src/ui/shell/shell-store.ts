/* What the frame of the page shows: which dialog is open, how large the panels are, the banner. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readSetting, writeSetting } from '../theme/preference.ts';

export type DialogName = 'help' | 'commands' | 'history' | 'versions' | 'save-version' | 'recent' | 'compare';
export type PanelName = 'palette' | 'inspector' | 'dock';

export interface PanelLimits {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
}

/** Sizes in pixels: width of the side panels, height of the dock. */
export const PANEL_LIMITS: Readonly<Record<PanelName, PanelLimits>> = {
  palette: { initial: 208, min: 160, max: 360 },
  inspector: { initial: 300, min: 240, max: 480 },
  dock: { initial: 208, min: 120, max: 480 },
};

/** Something that stays on screen until it is dealt with, e.g. that nothing can be stored. */
export interface Banner {
  /** One of a kind replaces the other. */
  readonly id: string;
  readonly text: string;
  readonly actions: readonly { readonly label: string; run(): void }[];
}

export interface ShellState {
  readonly dialog: DialogName | undefined;
  readonly sizes: Readonly<Record<PanelName, number>>;
  /** Counts up whenever the palette's search should take the focus. */
  readonly paletteFocus: number;
  readonly banners: readonly Banner[];
  /** What was wrong with a file that could not be opened. */
  readonly fileProblem: FileProblem | undefined;
  /** What the search of a dialog begins with. */
  readonly query: string;
  show(dialog: DialogName | undefined, query?: string): void;
  resize(panel: PanelName, size: number): void;
  askPaletteFocus(): void;
  showBanner(banner: Banner): void;
  hideBanner(id: string): void;
  setFileProblem(problem: FileProblem | undefined): void;
}

export interface FileProblem {
  readonly title: string;
  /** One line each: place, found, expected. */
  readonly lines: readonly string[];
}

const SIZES_KEY = 'edgewise.sizes';

export const shellStore = createStore<ShellState>()((set, get) => ({
  dialog: undefined,
  query: '',
  sizes: readSizes(),
  paletteFocus: 0,
  banners: [],
  fileProblem: undefined,
  show: (dialog, query = '') => set({ dialog, query }),
  resize(panel, size) {
    const { min, max } = PANEL_LIMITS[panel];
    const sizes = { ...get().sizes, [panel]: Math.round(Math.min(max, Math.max(min, size))) };
    if (sizes[panel] === get().sizes[panel]) return;
    writeSetting(SIZES_KEY, [sizes.palette, sizes.inspector, sizes.dock].join(' '));
    set({ sizes });
  },
  askPaletteFocus: () => set({ paletteFocus: get().paletteFocus + 1 }),
  showBanner(banner) {
    const { banners } = get();
    const known = banners.some(({ id }) => id === banner.id);
    set({ banners: known ? banners.map((each) => (each.id === banner.id ? banner : each)) : [...banners, banner] });
  },
  hideBanner(gone) {
    const { banners } = get();
    if (banners.some(({ id }) => id === gone)) set({ banners: banners.filter(({ id }) => id !== gone) });
  },
  setFileProblem: (fileProblem) => set({ fileProblem }),
}));

export const useShell = <T>(selector: (state: ShellState) => T): T => useStore(shellStore, selector);

/** On a narrow window the panels begin at their least size, so that the canvas keeps the middle. */
function startsNarrow(): boolean {
  return typeof window !== 'undefined' && window.innerWidth < 1200;
}

/** Remembered sizes; anything unreadable or out of bounds falls back to the initial size. */
function readSizes(): Record<PanelName, number> {
  const stored = (readSetting(SIZES_KEY) ?? '').split(' ').map(Number);
  const size = (panel: PanelName, value: number | undefined) => {
    const { min, max, initial } = PANEL_LIMITS[panel];
    if (value !== undefined && value >= min && value <= max) return value;
    return startsNarrow() && panel !== 'dock' ? min : initial;
  };
  return {
    palette: size('palette', stored[0]),
    inspector: size('inspector', stored[1]),
    dock: size('dock', stored[2]),
  };
}
