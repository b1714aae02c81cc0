/*
 * Everything the page itself can do, by name. Menus, buttons, keys and the command palette all call
 * these, so that each does the same whichever way it is reached.
 */
import { focusCanvas, goingOnThere, searchOnCanvas } from '../canvas-api.ts';
import type * as Compare from '../compare/compare.ts';
import { isComparing } from '../compare/compare-store.ts';
import { DOCK_TABS } from '../dock/tabs.tsx';
import type { DockTab } from '../dock/tabs.tsx';
import { versionField } from '../history/version-field.ts';
import { EXPORTS, exportAs } from '../interop/exports.ts';
import { hasLesson } from '../lessons/has-lesson.ts';
import type * as Lessons from '../lessons/lessons.ts';
import { drawPoints } from '../own-data/draw-store.ts';
import { chooseFolder } from '../own-data/images/open-folder.ts';
import { chooseTable } from '../own-data/open-table.ts';
import { downloadDocument } from '../persistence/download.ts';
import { newDocument } from '../persistence/open-document.ts';
import type * as OwnFile from '../persistence/own-file.ts';
import { documentStore } from '../stores/document.ts';
import { PACES, paceIndex, paceWords } from '../stores/pace.ts';
import { runStore } from '../stores/run.ts';
import { anyBusy } from '../stores/side-runs.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import type { KeyPress } from './combination.ts';
import { actionFor, isSingle } from './keys.ts';
import { shellStore } from './shell-store.ts';

export interface Action {
  /** Its keys stand under this in `key-table.ts`. */
  readonly id: string;
  /** What the command palette shows, as an order. */
  readonly label: string;
  /** Also while a text field has the focus. */
  readonly inFields?: boolean;
  /** Its keys answer, and it is offered, only while this holds. */
  readonly when?: () => boolean;
  run(): void;
}

/** Starts training, or pauses it while it runs. */
export function toggleTraining(): void {
  const { start, pause } = runStore.getState();
  if (anyBusy(runStore.getState())) pause();
  else start();
}

/** Chooses whether Train is for all programs of the graph, and starts or pauses what is chosen. */
function toggleTogether(together: boolean): void {
  runStore.getState().setTogether(together);
  toggleTraining();
}

/** Starts training at full speed, or hurries the training that runs. */
export function trainHurried(): void {
  runStore.getState().start({ hurried: true });
}

/** Goes to the next pace on the slider, and says which it is. */
function changePace(by: 1 | -1): void {
  const { pace, setPace } = runStore.getState();
  const next = PACES[paceIndex(pace) + by];
  if (next !== undefined) setPace(next);
  announce(`Pace of training: ${paceWords(next ?? pace)}.`, 'info');
}

export function undo(): void {
  const { undoLabel, undo: back } = documentStore.getState();
  if (undoLabel === undefined) return announce('There is nothing to undo.');
  goingOnThere(back);
  announce(`Undone: ${undoLabel}.`);
}

export function redo(): void {
  const { redoLabel, redo: forward } = documentStore.getState();
  if (redoLabel === undefined) return announce('There is nothing to redo.');
  goingOnThere(forward);
  announce(`Done again: ${redoLabel}.`);
}

/** Opens the list of steps, or closes it. */
export const toggleHistory = (): void => toggle('history');
/** Opens the list of versions, or closes it. */
export const toggleVersions = (): void => toggle('versions');

function toggle(name: 'history' | 'versions'): void {
  const { dialog, show } = shellStore.getState();
  show(dialog === name ? undefined : name);
}

/** Asks for a name for the present state, which is kept as a version: in the list of them, if that is open. */
export function askVersion(): void {
  const field = versionField();
  if (field === null) shellStore.getState().show('save-version');
  else field.focus();
}

export function toggleTheme(): void {
  const { theme, setTheme } = viewStore.getState();
  setTheme(theme === 'dark' ? 'light' : 'dark');
}

/** What knows the graph's file is loaded right after the page. */
const withFile = (work: (file: typeof OwnFile) => Promise<void>) => (): void =>
  void import('../persistence/own-file.ts').then(work);

/** Opens a graph file. */
export const openDocument = withFile((file) => file.open());
/** Writes the graph to its file, or asks where to. */
export const saveDocument = withFile((file) => file.save());
export const saveDocumentAs = withFile((file) => file.saveAs());

/** Asks for a model of another program. */
export const importModel = (): void =>
  void import('../persistence/open-file.ts').then(({ importFromPicker }) => importFromPicker());

/** Opens the list of graphs that this browser keeps. */
export const showRecent = (): void => shellStore.getState().show('recent');

/** What makes the link is loaded when the first one is asked for. */
export function share(): void {
  void import('../persistence/share.ts').then(({ shareLink }) => shareLink());
}

/** What compares graphs is loaded when it is first asked for. */
const comparing =
  (act: (compare: typeof Compare) => void): (() => void) =>
  () =>
    void import('../compare/compare.ts').then(act);

/** Asks for a file and marks on the canvas what differs from the graph in it. */
export const compareWithFile = (): void =>
  void import('../compare/compare-file.ts').then(({ compareWithPicked }) => compareWithPicked());

/** Marks what differs from the graph as it was opened. */
export const compareWithOpened = comparing((compare) => compare.compareWithOpened());

/** Lessons are loaded right after the page. */
const inLesson =
  (act: (lessons: typeof Lessons) => void): (() => void) =>
  () =>
    void import('../lessons/lessons.ts').then(act);

/** Opens the list of all commands. */
export const showCommands = (): void => shellStore.getState().show('commands');

/** Opens the palette if it is closed and puts the cursor into its search. */
export function focusPalette(): void {
  const { panels, togglePanel } = viewStore.getState();
  if (!panels.palette) togglePanel('palette');
  shellStore.getState().askPaletteFocus();
}

/** Opens the dock if it is closed, at this tab. */
function showDockTab(tab: DockTab): void {
  const { panels, togglePanel, setDockTab } = viewStore.getState();
  if (!panels.dock) togglePanel('dock');
  setDockTab(tab);
}

export const ACTIONS: readonly Action[] = [
  { id: 'train', label: 'Train or pause', inFields: true, run: toggleTraining },
  {
    id: 'train-hurried',
    label: 'Train at full speed',
    inFields: true,
    run: trainHurried,
  },
  {
    id: 'train-all',
    label: 'Train all programs side by side',
    inFields: true,
    run: () => toggleTogether(true),
  },
  {
    id: 'train-shown',
    label: 'Train only the program that is shown',
    when: () => documentStore.getState().compilation.programs.length > 1,
    run: () => toggleTogether(false),
  },
  { id: 'slower', label: 'Train more slowly', run: () => changePace(-1) },
  { id: 'faster', label: 'Train faster', run: () => changePace(1) },
  {
    id: 'stop',
    label: 'Stop training',
    inFields: true,
    run: () => runStore.getState().stop(),
  },
  { id: 'step-batch', label: 'Train one batch', run: () => runStore.getState().stepBatch() },
  { id: 'step-epoch', label: 'Train one epoch', run: () => runStore.getState().stepEpoch() },
  {
    id: 'measure',
    label: 'Measure now, without training',
    inFields: true,
    run: () => runStore.getState().measure(),
  },
  { id: 'reset', label: 'Reset the weights', run: () => runStore.getState().reset() },
  { id: 'undo', label: 'Undo', run: undo },
  { id: 'redo', label: 'Redo', run: redo },
  { id: 'history', label: 'History: list of all steps', run: toggleHistory },
  { id: 'versions', label: 'Versions of this graph: compare, bring back', run: toggleVersions },
  { id: 'save-version', label: 'Save a version', inFields: true, run: askVersion },
  { id: 'new', label: 'New graph', run: newDocument },
  { id: 'open', label: 'Open a graph file', run: openDocument },
  { id: 'recent', label: 'Recent graphs: open, remove', run: showRecent },
  { id: 'save', label: 'Save to a file', inFields: true, run: saveDocument },
  { id: 'save-as', label: 'Save as another file', inFields: true, run: saveDocumentAs },
  { id: 'download', label: 'Download the graph file', run: downloadDocument },
  { id: 'share', label: 'Copy a link to this graph', inFields: true, run: share },
  {
    id: 'export',
    label: 'Export …',
    inFields: true,
    run: () => shellStore.getState().show('commands', 'Export'),
  },
  { id: 'compare-file', label: 'Compare with a file', run: compareWithFile },
  { id: 'compare-opened', label: 'Compare with the graph as it was opened', run: compareWithOpened },
  {
    id: 'compare-next',
    label: 'Comparison: next difference',
    when: isComparing,
    run: comparing((compare) => compare.goOn(1)),
  },
  {
    id: 'compare-previous',
    label: 'Comparison: previous difference',
    when: isComparing,
    run: comparing((compare) => compare.goOn(-1)),
  },
  {
    id: 'compare-list',
    label: 'Comparison: list of all differences',
    when: isComparing,
    run: () => shellStore.getState().show('compare'),
  },
  {
    id: 'compare-done',
    label: 'Comparison: end it',
    when: isComparing,
    run: comparing((compare) => compare.endComparing()),
  },
  {
    id: 'lesson',
    label: 'Lesson: show it, or put it away',
    inFields: true,
    when: hasLesson,
    run: inLesson((lessons) => lessons.toggleLesson()),
  },
  {
    id: 'lesson-next',
    label: 'Lesson: next step',
    inFields: true,
    when: hasLesson,
    run: inLesson((lessons) => lessons.goOnInLesson(1)),
  },
  {
    id: 'lesson-previous',
    label: 'Lesson: step before',
    inFields: true,
    when: hasLesson,
    run: inLesson((lessons) => lessons.goOnInLesson(-1)),
  },
  { id: 'import', label: 'Import a model', run: importModel },
  { id: 'import-data', label: 'Import data (CSV)', run: () => chooseTable({}) },
  { id: 'import-images', label: 'Import a folder of images', run: () => chooseFolder({}) },
  { id: 'draw-points', label: 'Draw points as data', run: () => void drawPoints() },
  ...EXPORTS.map(({ form, label }) => ({ id: `export-${form}`, label: `Export: ${label}`, run: () => exportAs(form) })),
  { id: 'add', label: 'Add a node', run: searchOnCanvas },
  { id: 'search-palette', label: 'Search the node list', run: focusPalette },
  { id: 'canvas', label: 'Go to the canvas', inFields: true, run: focusCanvas },
  {
    id: 'minimap',
    label: 'Show or hide the minimap',
    run: () => viewStore.getState().toggleMinimap(),
  },
  { id: 'palette', label: 'Show or hide the node list', run: () => viewStore.getState().togglePanel('palette') },
  { id: 'inspector', label: 'Show or hide the inspector', run: () => viewStore.getState().togglePanel('inspector') },
  { id: 'dock', label: 'Show or hide the dock', run: () => viewStore.getState().togglePanel('dock') },
  ...DOCK_TABS.map(({ id, label }) => ({ id: `dock-${id}`, label: `Show ${label}`, run: () => showDockTab(id) })),
  { id: 'theme', label: 'Switch between light and dark', run: toggleTheme },
  { id: 'commands', label: 'All commands', inFields: true, run: showCommands },
  { id: 'help', label: 'Keyboard shortcuts', run: () => shellStore.getState().show('help') },
];

/** Whether a press in a text field calls an action, for which a text that is kept only on leaving is kept now. */
export const callsAction = (press: KeyPress): boolean =>
  !isSingle(press) && actionFor(ACTIONS, press, true) !== undefined;
