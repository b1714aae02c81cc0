/*
 * Which keys call which command, by the command's id: the only place that says so. Whoever uses the page may give a
 * command other ones (`keymap.ts`), also one that has none here; menus, tips, the palette and the list of keys show
 * those that hold. Left alone are browsers' own keys, and Ctrl+Alt with a letter, which types on many keyboards.
 */
import type { DockTab } from '../dock/tabs.tsx';
import type { EXPORTS } from '../interop/exports.ts';

export const KEY_TABLE = {
  train: ['Ctrl+Enter'],
  'train-hurried': ['Ctrl+Shift+Enter'],
  'train-all': ['Alt+Shift+Enter'],
  'train-shown': ['Alt+Enter'],
  slower: ['Alt+,'],
  faster: ['Alt+.'],
  stop: ['Ctrl+Alt+Enter'],
  'step-batch': ['Ctrl+.'],
  'step-epoch': ['Ctrl+Shift+.'],
  measure: ['Alt+Shift+M'],
  reset: ['Alt+Shift+R'],
  undo: ['Ctrl+Z'],
  redo: ['Ctrl+Shift+Z', 'Ctrl+Y'],
  history: ['Ctrl+Alt+Z'],
  'save-version': ['Ctrl+Alt+S'],
  versions: ['Alt+Shift+S'],
  // Browsers keep Ctrl+N.
  new: [],
  open: ['Ctrl+O'],
  recent: ['Alt+O'],
  save: ['Ctrl+S'],
  'save-as': ['Ctrl+Shift+S'],
  download: [],
  share: ['Ctrl+Shift+L'],
  // Lists the single ones, which have none of their own.
  export: ['Ctrl+Shift+E'],
  import: [],
  'import-data': ['Ctrl+I'],
  'import-images': [],
  'draw-points': ['P'],
  'compare-file': ['Alt+Shift+C'],
  'compare-opened': ['Alt+Shift+D'],
  'compare-next': ['Alt+N', 'N'],
  'compare-previous': ['Alt+Shift+N', 'Shift+N'],
  'compare-list': ['Alt+Shift+L'],
  lesson: ['Alt+Q'],
  'lesson-next': ['Alt+PageDown'],
  'lesson-previous': ['Alt+PageUp'],
  add: ['/', 'Shift+A'],
  'search-palette': ['S'],
  canvas: ['Ctrl+J'],
  minimap: ['Alt+M'],
  palette: ['Alt+L'],
  inspector: ['Alt+I'],
  dock: ['Alt+B'],
  'dock-curves': ['1'],
  'dock-output': ['2'],
  'dock-runs': ['3'],
  'dock-problems': ['4'],
  'dock-outline': ['5'],
  'dock-landscape': ['6'],
  'dock-playground': ['7'],
  theme: ['Shift+T'],
  commands: ['Ctrl+K'],
  help: ['?'],
  before: ['['],
  after: [']'],
  connect: ['C'],
  link: ['F'],
  wires: ['W'],
  'cut-wires': ['X'],
  bend: ['B'],
  'frame-go': ['G'],
  'frame-out': ['Alt+P'],
  'frame-rename': ['Shift+F2'],
  'frame-select': ['Shift+G'],
  'frame-delete': ['Shift+Delete', 'Shift+Backspace'],
  'select-all': ['Ctrl+A'],
  duplicate: ['Ctrl+D'],
  'duplicate-wired': ['Ctrl+Shift+D'],
  bypass: ['Ctrl+B'],
  collapse: ['Alt+C'],
  rename: ['F2'],
  retype: ['T'],
  sweep: ['V'],
  delete: ['Delete', 'Backspace'],
  'delete-join': ['Ctrl+Delete', 'Ctrl+Backspace'],
  frame: ['Ctrl+G'],
  'frame-dissolve': ['Ctrl+Shift+G'],
  'make-block': ['Ctrl+Alt+G'],
  'dissolve-block': ['Alt+Shift+G'],
  'remove-unused-blocks': [],
  'lay-out': ['Shift+L'],
  'align-left': ['Alt+A'],
  'align-centre': ['Alt+H'],
  'align-right': ['Alt+D'],
  'align-top': ['Alt+W'],
  'align-middle': ['Alt+V'],
  'align-bottom': ['Alt+S'],
  'distribute-across': ['Alt+Shift+H'],
  'distribute-down': ['Alt+Shift+V'],
  fit: ['Shift+1'],
  'fit-selection': ['Shift+2'],
  'actual-size': ['0'],
  'zoom-in': ['+', '='],
  'zoom-out': ['-'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A command that may be given keys. Each tab of the dock and each export has one; a new one begins without a key. */
export type KeyId = keyof typeof KEY_TABLE | `dock-${DockTab}` | `export-${(typeof EXPORTS)[number]['form']}`;

/** Always the same, so that what shows it is not drawn again and again. */
const NONE: readonly string[] = [];
const TABLE: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(KEY_TABLE));

/** The keys of a command for whoever has not given it others; none for one without. */
export const usualKeys = (id: string): readonly string[] => TABLE.get(id) ?? NONE;

/** Keys that stay as they are: the browser's own gestures, and what every list and dialog does. */
export const FIXED_KEYS: ReadonlyMap<string, string> = new Map([
  ['copy', 'Ctrl+C'],
  ['cut', 'Ctrl+X'],
  ['paste', 'Ctrl+V'],
  ['paste-wired', 'Ctrl+Shift+V'],
  ['compare-done', 'Escape'],
  ['leave-block', 'Escape'],
  ['history-close', 'Escape'],
]);
