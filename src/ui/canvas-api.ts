/* What the rest of the page may ask of the canvas, which registers itself when it is mounted. */
import { documentStore } from './stores/document.ts';
import { ownCatalog } from './stores/own-catalog.ts';
import type { Command } from '../graph/commands/types.ts';
import type { Params } from '../graph/types.ts';
import { announce, viewStore } from './stores/view-state.ts';

export interface CanvasApi {
  /** Brings the whole graph into sight, e.g. after another document was opened. */
  fit?(): void;
  /** Puts the keyboard focus on the canvas. */
  focus?(): void;
  /** Takes the keyboard's focus to what is selected; from elsewhere it goes there when it comes to the canvas. */
  follow?(): void;
  /** Opens the search for a node to add. */
  search?(): void;
}

let canvas: CanvasApi | undefined;

/** Called by the canvas when it is mounted; the answer takes the registration back. */
export function registerCanvas(api: CanvasApi): () => void {
  canvas = api;
  return () => {
    if (canvas === api) canvas = undefined;
  };
}

export const fitCanvas = (): void => canvas?.fit?.();
export const searchOnCanvas = (): void => canvas?.search?.();
export const focusCanvas = (): void => canvas?.focus?.();

/** Does what may select something else; the keys go on there. */
export function goingOnThere(act: () => void): void {
  const { selectedNodes } = viewStore.getState();
  act();
  if (viewStore.getState().selectedNodes !== selectedNodes) canvas?.follow?.();
}

/** What places nodes and wires them is loaded once the page stands, or with the first node that is added. */
const inserting = () => import('./canvas/inserting.ts');

/** Loads ahead what the first gestures need: placing, the searches, the panels of what is selected. What does not come is asked for again by them. */
export const prepareInserting = (): void =>
  void Promise.all([
    inserting(),
    import('./canvas/pop-ups/add-search.tsx'),
    import('./canvas/connecting/connect-dialog.tsx'),
    import('./canvas/pop-ups/value-dialog.tsx'),
    import('./canvas/pop-ups/retype-dialog.tsx'),
    import('./canvas/pop-ups/rename-dialog.tsx'),
    import('./canvas/wires/bends-dialog.tsx'),
    import('./canvas/card-values.ts'),
    import('./canvas/arrange.ts'),
    import('./canvas/frames/frame-actions.ts'),
    import('./canvas/connecting/tap-connect.ts'),
    import('./persistence/open-file.ts'),
    import('./inspector/node/node-panel.tsx'),
    import('./inspector/wire/wire-panel.tsx'),
    import('./inspector/several-panel.tsx'),
  ]).catch(() => {});

/** Adds a node behind the selected one, wired to what it belongs to, and selects it. */
export async function addNodeOfType(type: string, params?: Params): Promise<void> {
  if (ownCatalog(documentStore.getState().document).get(type) === undefined) {
    announce(`There is no node type called ${type}.`, 'warning');
    return;
  }
  const { build } = await inserting();
  build(type, params);
}

/** Carries out a command that may add nodes, which are placed where they lie on nothing; `false` if it was refused. */
export async function carryOut(command: Command): Promise<boolean> {
  const { carryOut: run } = await inserting();
  return run(command);
}

let dragged: string | undefined;

/** The type that is being dragged out of the palette: a drag itself does not tell before it is dropped. */
export const setDraggedType = (type: string | undefined): void => void (dragged = type);
export const draggedType = (): string | undefined => dragged;
