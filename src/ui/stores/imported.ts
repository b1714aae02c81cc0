/*
 * Weights that came with an imported model, and where its optimizer stood. They belong to the document that came with
 * them and are no part of its file: the worker begins with them, as long as that document is open.
 */
import { createStore } from 'zustand/vanilla';
import type { Program } from '../../compiler/types.ts';
import { catalog } from '../../catalog/index.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { stateFor } from '../../interop/keras/slots.ts';
import type { KeptOptimizer } from '../../interop/keras/slots.ts';
import type { Beginning } from '../../protocol/checkpoint.ts';
import { documentStore } from './document.ts';

export type ImportedWeights = ReadonlyMap<string, Float32Array>;

export interface Imported {
  readonly weights: ImportedWeights;
  readonly optimizer?: KeptOptimizer;
  /** The file, in words. */
  readonly source: string;
}

/** By the document as it was opened, so that undo and redo find them again. */
const known = new WeakMap<GraphDocument, Imported>();

export const importedStore = createStore<{ readonly imported: Imported | undefined }>()(() => ({
  imported: undefined,
}));

/** To be called before the document is opened. */
export function keepImported(document: GraphDocument, imported: Imported): void {
  known.set(document, imported);
}

/** What a run of this program begins with: the imported weights, and the optimizer if all that it knows fits. */
export function beginningOf(program: Program): Beginning {
  const first = importedFor(program);
  const kept = importedStore.getState().imported?.optimizer;
  const before = kept && stateFor(program, catalog, kept);
  return { ...(first && { first }), ...(first && before && { before }) };
}

/** From now on this document begins with seeded weights, as any other. */
export function forgetImported(): void {
  importedStore.setState({ imported: undefined });
}

/** The imported weights that fit this program; a layer that has been changed since starts with seeded ones. */
export function importedFor({ layers }: Program): ImportedWeights | undefined {
  const { imported } = importedStore.getState();
  if (imported === undefined) return undefined;
  const fitting = layers
    .flatMap(({ weights }) => weights)
    .flatMap(({ key, shape }) => {
      const values = imported.weights.get(key);
      return values?.length === shape.reduce((size, n) => size * n, 1) ? [[key, values] as const] : [];
    });
  return fitting.length === 0 ? undefined : new Map(fitting);
}

documentStore.subscribe(({ whole: document, opened }, before) => {
  if (opened !== before.opened) importedStore.setState({ imported: known.get(document) });
});
