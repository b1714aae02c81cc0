/*
 * The open document, of which the whole or the inside of one block is shown, its history and what it compiles to. Every change goes through here, is one undo
 * step, and is compiled again at once. A refused command changes nothing and is told in words.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { shorten } from '../../base/text.ts';
import { catalog } from '../../catalog/index.ts';
import { compile } from '../../compiler/compile.ts';
import { stillHolds } from '../../compiler/still-holds.ts';
import type { Compilation } from '../../compiler/types.ts';
import { lookInto } from '../../graph/blocks.ts';
import * as histories from '../../graph/history.ts';
import { newDocument } from '../../graph/new.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import { isAbsent } from '../own-data/local-assets.ts';
import { selectedBefore, within } from './selected-before.ts';
import type { DocumentState, ViewState } from './types.ts';
import { viewStore } from './view-state.ts';

export interface DocumentStore extends StoreApi<DocumentState> {
  /** Shows the first document of the page, with an empty history. */
  begin(document: GraphDocument): void;
  /** Compiles the same document again: data of the user's own has come or gone. */
  recompile(): void;
  /** Shows what the document has become in the tab that leads it. Until `lead`, or until another one is opened, nothing can be changed here. */
  follow(document: GraphDocument): void;
  /** Puts the steps of an earlier visit, which led to the document this history began with, before its own. */
  remember(earlier: histories.History): void;
  /** Changes are made here from now on. */
  lead(history?: histories.History): void;
}

export function createDocumentStore(
  view: StoreApi<ViewState>,
  compileDocument: (document: GraphDocument, path: readonly NodeId[]) => Compilation = (document, path) =>
    compile(document, catalog, isAbsent, path),
): DocumentStore {
  let history = histories.createHistory(newDocument());
  let follows = false;
  const selections = selectedBefore(view, () => store.getState());
  /** Whether changes are made in another tab, which is said. */
  const refused = () => {
    if (follows) view.getState().announce(ELSEWHERE, 'warning');
    return follows;
  };

  /** What is seen on the way along a path, or as far along it as there are blocks. */
  const seenAlong = (whole: GraphDocument, path: readonly NodeId[]) => {
    for (let length = path.length; length > 0; length--) {
      const inside = path.slice(0, length);
      const seen = lookInto(whole, inside);
      if (seen !== undefined) return { whole, inside, ...seen };
    }
    return { whole, inside: NOWHERE, document: whole, block: undefined };
  };

  /** Document, compilation and labels change in one step: nobody ever sees the parts of two documents. */
  const show = (next: histories.History, extent: Extent = 'the same document', path = store.getState().inside) => {
    if (next === history && path === store.getState().inside) return;
    history = next;
    const { undoLabel: _undo, redoLabel: _redo, whole, inside, compilation, opened, ...rest } = store.getState();
    const seen = seenAlong(next.document, extent === 'another document' ? NOWHERE : path);
    const elsewhere = !samePath(seen.inside, inside);
    const changed = next.document !== whole || elsewhere;
    const state = {
      ...rest,
      ...seen,
      inside: elsewhere ? seen.inside : inside,
      history: next,
      compilation:
        !elsewhere && stillHolds(compilation, whole, next.document)
          ? compilation
          : compileDocument(next.document, seen.inside),
      opened: extent === 'another document' ? opened + 1 : opened,
      ...labels(next),
    };
    // First, so that at no moment something is selected that is not there.
    if (extent === 'another document' || elsewhere) view.getState().select([]);
    else if (changed) keepSelected(view, seen.document);
    store.setState(state, true);
  };

  const store = createStore<DocumentState>()(() => ({
    ...seenAlong(history.document, NOWHERE),
    history,
    compilation: compileDocument(history.document, NOWHERE),
    saved: 'saved',
    opened: 0,
    dispatch(command, options) {
      if (refused()) return false;
      const { block } = store.getState();
      const told = block === undefined ? command : ({ type: 'inBlock', block, command } as const);
      const result = histories.commit(history, told, options);
      if (!result.ok) {
        view.getState().announce(`${result.error.message} ${result.error.hint}`.trim(), 'warning');
        return false;
      }
      selections.keep(history, result.value);
      show(result.value);
      return true;
    },
    enter: (path) => show(history, 'the same document', path),
    undo() {
      if (refused()) return;
      const step = history.past.at(-1);
      selections.goBack(step, () => show(histories.undo(history), whose(history.past.slice(-1))));
    },
    redo() {
      if (refused()) return;
      selections.goOn(() => show(histories.redo(history), whose(history.future.slice(-1))));
    },
    jump(place) {
      if (refused()) return;
      const next = histories.jump(history, place);
      const go = () => show(next, whose(histories.stepsBetween(history, place)));
      if (place < history.past.length) return selections.goBack(history.past[place], go);
      const start = seenAlong(histories.undo(next).document, store.getState().inside);
      selections.goOn(go, start.document);
    },
    open(document, label = `Open ${shorten(document.name)}`) {
      follows = false;
      show(histories.replaceDocument(history, document, label), 'another document');
    },
  }));

  return Object.assign(store, {
    begin(document: GraphDocument) {
      follows = false;
      show(histories.createHistory(document), 'another document');
    },
    recompile() {
      const { whole, inside } = store.getState();
      store.setState({ compilation: compileDocument(whole, inside) });
    },
    follow(document: GraphDocument) {
      follows = true;
      show(histories.createHistory(document));
    },
    remember(earlier: histories.History) {
      show(histories.precede(earlier, history));
    },
    lead(given = history) {
      follows = false;
      show(given);
    },
  });
}

const NOWHERE: readonly NodeId[] = [];

const samePath = (a: readonly NodeId[], b: readonly NodeId[]): boolean =>
  a.length === b.length && a.every((id, i) => id === b[i]);

const ELSEWHERE = 'This graph is open in another tab, which leads. Press “Edit here” above to change it in this one.';

/** Whether a change edits the document or puts another one in its place. */
type Extent = 'the same document' | 'another document';

/** Undoing that a document was opened opens the one before it. */
const whose = (steps: readonly histories.Step[]): Extent =>
  steps.some(histories.isWhole) ? 'another document' : 'the same document';

/** Takes out of the selection what this document does not have. */
function keepSelected(view: StoreApi<ViewState>, document: GraphDocument): void {
  const selection = view.getState();
  const kept = within(document, selection);
  if (kept !== selection) selection.select(kept.selectedNodes, kept.selectedEdges);
}

function labels(history: histories.History): Pick<DocumentState, 'undoLabel' | 'redoLabel'> {
  const undoLabel = histories.undoLabel(history);
  const redoLabel = histories.redoLabel(history);
  return { ...(undoLabel === undefined ? {} : { undoLabel }), ...(redoLabel === undefined ? {} : { redoLabel }) };
}

export const documentStore = createDocumentStore(viewStore);

/** Part of the document's state; the component renders again when that part changes. */
export const useDocument = <T>(selector: (state: DocumentState) => T): T => useStore(documentStore, selector);
