/*
 * Which keys call which command, by the command's id: the only place that says so. Whoever uses the page may give a
 * command other ones (`keymap.ts`); menus, tips, the palette and the list of keys show those that hold.
 */
export const KEY_TABLE = {
  train: ['Ctrl+Enter'],
  'train-hurried': ['Ctrl+Shift+Enter'],
  'train-all': ['Alt+Shift+Enter'],
  slower: ['Alt+,'],
  faster: ['Alt+.'],
  stop: ['Ctrl+Alt+Enter'],
  'step-batch': ['Ctrl+.'],
  'step-epoch': ['Ctrl+Shift+.'],
  measure: ['Alt+Shift+M'],
  undo: ['Ctrl+Z'],
  redo: ['Ctrl+Shift+Z', 'Ctrl+Y'],
  history: ['Ctrl+Alt+Z'],
  'save-version': ['Ctrl+Alt+S'],
  open: ['Ctrl+O'],
  save: ['Ctrl+S'],
  'save-as': ['Ctrl+Shift+S'],
  share: ['Ctrl+Shift+L'],
  export: ['Ctrl+Shift+E'],
  'compare-next': ['Alt+N', 'N'],
  'compare-previous': ['Alt+Shift+N', 'Shift+N'],
  add: ['/', 'Shift+A'],
  minimap: ['Alt+M'],
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
  'select-all': ['Ctrl+A'],
  duplicate: ['Ctrl+D'],
  'duplicate-wired': ['Ctrl+Shift+D'],
  bypass: ['Ctrl+B'],
  collapse: ['Alt+C'],
  rename: ['F2'],
  delete: ['Delete', 'Backspace'],
  'delete-join': ['Ctrl+Delete', 'Ctrl+Backspace'],
  frame: ['Ctrl+G'],
  'frame-dissolve': ['Ctrl+Shift+G'],
  'make-block': ['Ctrl+Alt+G'],
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

/** A command that has keys, and may be given others. */
export type KeyId = keyof typeof KEY_TABLE;

export const isKeyId = (id: string): id is KeyId => Object.hasOwn(KEY_TABLE, id);

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
