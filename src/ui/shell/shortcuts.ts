/*
 * The list of keys that the help dialog shows: the page's and the canvas', by what one wants to do. Each command stands
 * here, also one that has no key until somebody gives it one.
 */
import { DOCK_TABS } from '../dock/tabs.tsx';
import { EXPORTS } from '../interop/exports.ts';
import type { KeyId } from './key-table.ts';

/** A command, whose keys can be changed; or keys that stay as they are, as written for people. */
export type ShortcutRow =
  | { readonly what: string; readonly command: KeyId }
  | { readonly what: string; readonly keys: readonly string[] };

export interface ShortcutGroup {
  readonly title: string;
  readonly rows: readonly ShortcutRow[];
}

const of = (what: string, command: KeyId): ShortcutRow => ({ what, command });
const always = (what: string, ...keys: readonly string[]): ShortcutRow => ({ what, keys });

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Training',
    rows: [
      of('Train or pause', 'train'),
      of('Train at full speed', 'train-hurried'),
      of('Train all programs side by side', 'train-all'),
      of('Train only the one that is shown', 'train-shown'),
      of('Slower', 'slower'),
      of('Faster', 'faster'),
      of('Stop', 'stop'),
      of('Train one batch', 'step-batch'),
      of('Train one epoch', 'step-epoch'),
      of('Measure now, without training', 'measure'),
      of('Reset the weights', 'reset'),
    ],
  },
  {
    title: 'File',
    rows: [
      of('New graph', 'new'),
      of('Open a file', 'open'),
      of('Recent graphs', 'recent'),
      of('Save to the file', 'save'),
      of('Save to another file', 'save-as'),
      of('Download the graph file', 'download'),
      of('Copy a link', 'share'),
      of('Import data', 'import-data'),
      of('Import images', 'import-images'),
      of('Import a model', 'import'),
      of('Draw points as data', 'draw-points'),
      of('Export, as a list', 'export'),
      ...EXPORTS.map(({ form, label }) => of(`Export: ${label}`, `export-${form}`)),
    ],
  },
  {
    title: 'Steps and versions',
    rows: [
      of('Undo', 'undo'),
      of('Redo', 'redo'),
      of('History of all steps', 'history'),
      of('Save a version', 'save-version'),
      of('Versions of this graph', 'versions'),
      of('Compare with a file', 'compare-file'),
      of('Compare with the graph as it was opened', 'compare-opened'),
      of('While comparing: next difference', 'compare-next'),
      of('While comparing: previous one', 'compare-previous'),
      of('While comparing: list of all', 'compare-list'),
      always('End the comparison', 'Escape'),
    ],
  },
  {
    title: 'In a lesson',
    rows: [
      of('Next step', 'lesson-next'),
      of('Step before', 'lesson-previous'),
      of('Show or put away the lesson', 'lesson'),
    ],
  },
  {
    title: 'Page',
    rows: [
      of('All commands', 'commands'),
      of('This list', 'help'),
      of('Go to the canvas', 'canvas'),
      of('Search the node list', 'search-palette'),
      of('Show or hide the node list', 'palette'),
      of('Show or hide the inspector', 'inspector'),
      of('Show or hide the dock', 'dock'),
      ...DOCK_TABS.map(({ id, label }) => of(`Show ${label}`, `dock-${id}`)),
      of('Light or dark', 'theme'),
    ],
  },
  {
    title: 'On the canvas',
    rows: [
      always('Go along the wires', 'Arrows'),
      of('To the node before', 'before'),
      of('To the node behind', 'after'),
      always('Select and edit in the inspector', 'Enter'),
      always('Back from the inspector to the node', 'Escape'),
      always('Select, select one more', 'Space', 'Shift+Space'),
      always('Move the selection', 'Arrows'),
      always('Move in large steps', 'Shift+Arrows'),
      of('Connect from here', 'connect'),
      of('Connect the first selected to the others', 'link'),
      of('Look at a wire', 'wires'),
      of('Go to the frame around it', 'frame-go'),
      of('Select all', 'select-all'),
      always('Select none', 'Escape'),
    ],
  },
  {
    title: 'Editing',
    rows: [
      of('Add a node', 'add'),
      always('Copy, cut, paste', 'Ctrl+C', 'Ctrl+X', 'Ctrl+V'),
      always('Paste, wired to what fed the original', 'Ctrl+Shift+V'),
      of('Duplicate', 'duplicate'),
      of('Duplicate, wired as the original', 'duplicate-wired'),
      of('Delete', 'delete'),
      of('Delete and rejoin wires', 'delete-join'),
      of('Bypass', 'bypass'),
      of('Collapse to title and ports', 'collapse'),
      of('Rename', 'rename'),
      of('Change the type', 'retype'),
      of('Try several values', 'sweep'),
      of('Remove wires, one or several', 'cut-wires'),
      always('Cut wires', 'Alt+Drag'),
      of('Bend a wire', 'bend'),
      always('Bend a wire here', 'Double-click'),
      always('Change a number on a card', 'Drag', 'Alt+Wheel'),
    ],
  },
  {
    title: 'Frames and blocks',
    rows: [
      of('Frame', 'frame'),
      of('Dissolve the frame', 'frame-dissolve'),
      of('Rename the frame', 'frame-rename'),
      of('Select the nodes of the frame', 'frame-select'),
      of('Take out of the frame', 'frame-out'),
      always('Take a node out of its frame', 'Alt+Drag'),
      of('Delete the frame with its nodes', 'frame-delete'),
      of('Make a block', 'make-block'),
      of('Dissolve the block', 'dissolve-block'),
      of('Remove unused blocks', 'remove-unused-blocks'),
      always('Into a block, out of it', 'Enter', 'Escape'),
    ],
  },
  {
    title: 'In order',
    rows: [
      of('Lay out the whole graph', 'lay-out'),
      of('Align left edges', 'align-left'),
      of('Align centres', 'align-centre'),
      of('Align right edges', 'align-right'),
      of('Align top edges', 'align-top'),
      of('Align middles', 'align-middle'),
      of('Align bottom edges', 'align-bottom'),
      of('Distribute horizontally', 'distribute-across'),
      of('Distribute vertically', 'distribute-down'),
    ],
  },
  {
    title: 'View',
    rows: [
      always('Move the view, from anywhere', 'Space+Drag', 'Middle+Drag'),
      of('Minimap', 'minimap'),
      of('Fit everything', 'fit'),
      of('Fit the selection', 'fit-selection'),
      of('Actual size', 'actual-size'),
      of('Zoom in', 'zoom-in'),
      of('Zoom out', 'zoom-out'),
    ],
  },
  {
    title: 'In the outline',
    rows: [
      always('Go to a row', 'Arrows', 'Home', 'End'),
      always('Find by name', 'A … Z'),
      always('Connect, remove a wire', '+', '-'),
      always('All actions', 'Shift+F10'),
      always('Edit in the inspector', 'Enter'),
      always('To the node on the canvas', 'Escape'),
    ],
  },
];

/** Those of the list in whose words, or keys, stands all that was typed; `keysOfRow` says what a row's keys are. */
export function findShortcuts(
  query: string,
  keysOfRow: (row: ShortcutRow) => readonly string[],
): readonly ShortcutGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return SHORTCUTS.map(({ title, rows }) => ({
    title,
    rows: rows.filter((row) => {
      const text = `${title} ${row.what} ${keysOfRow(row).join(' ')}`.toLowerCase();
      return words.every((word) => text.includes(word));
    }),
  })).filter(({ rows }) => rows.length > 0);
}

/** What the list calls a command. */
export function nameOf(command: KeyId): string {
  const rows = SHORTCUTS.flatMap((group) => group.rows);
  return rows.find((row) => 'command' in row && row.command === command)?.what ?? command;
}
