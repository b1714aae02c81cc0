/*
 * The open document, its history and what it compiles to. Every change goes through here, is one undo
 * step, and is compiled again at once. A refused command changes nothing and is told in words.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { shorten } from '../../base/text.ts';
import { catalog } from '../../catalog/index.ts';
import { compile } from '../../compiler/compile.ts';
import type { Compilation } from '../../compiler/types.ts';
import * as histories from '../../graph/history.ts';
import { newDocument } from '../../graph/new.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { DocumentState, ViewState } from './types.ts';
import { viewStore } from './view.ts';

export interface DocumentStore extends StoreApi<DocumentState> {
  /** Shows the first document of the page, with an empty history. */
  begin(document: GraphDocument): void;
}

export function createDocumentStore(
  view: StoreApi<ViewState>,
  compileDocument: (document: GraphDocument) => Compilation = (document) => compile(document, catalog),
): DocumentStore {
  let history = histories.createHistory(newDocument());

  const show = (next: histories.History) => {
    if (next === history) return;
    history = next;
    const { undoLabel: _undo, redoLabel: _redo, document, compilation, ...rest } = store.getState();
    const changed = next.document !== document;
    store.setState(
      {
        ...rest,
        document: next.document,
        compilation: changed ? compileDocument(next.document) : compilation,
        ...labels(next),
      },
      true,
    );
  };

  const store = createStore<DocumentState>()(() => ({
    document: history.document,
    compilation: compileDocument(history.document),
    saved: 'saved',
    opened: 0,
    dispatch(command, options) {
      const result = histories.commit(history, command, options);
      if (!result.ok) {
        view.getState().announce(`${result.error.message} ${result.error.hint}`.trim(), 'warning');
        return false;
      }
      show(result.value);
      return true;
    },
    undo: () => show(histories.undo(history)),
    redo: () => show(histories.redo(history)),
    open(document) {
      show(histories.replaceDocument(history, document, `Open ${shorten(document.name)}`));
      store.setState({ opened: store.getState().opened + 1 });
      view.getState().select([]);
    },
  }));

  return Object.assign(store, {
    begin(document: GraphDocument) {
      show(histories.createHistory(document));
      view.getState().select([]);
    },
  });
}

function labels(history: histories.History): Pick<DocumentState, 'undoLabel' | 'redoLabel'> {
  const undoLabel = histories.undoLabel(history);
  const redoLabel = histories.redoLabel(history);
  return { ...(undoLabel === undefined ? {} : { undoLabel }), ...(redoLabel === undefined ? {} : { redoLabel }) };
}

export const documentStore = createDocumentStore(viewStore);

/** Part of the document's state; the component renders again when that part changes. */
export const useDocument = <T>(selector: (state: DocumentState) => T): T => useStore(documentStore, selector);
