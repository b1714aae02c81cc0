/* What can be done with blocks: make one, go in and out, dissolve, rename, clear away. Loaded when first used. */
import { plural } from '../../base/format.ts';
import { catalog } from '../../catalog/index.ts';
import { dissolveBlock, makeBlock } from '../../compiler/blocks/make-block.ts';
import { isBlock, usesOf } from '../../graph/blocks.ts';
import type { NodeId } from '../../graph/types.ts';
import { documentStore } from '../stores/document.ts';
import { announce, viewStore } from '../stores/view-state.ts';
import { askName } from './naming.ts';

/** Puts one node that stands for a new block in the place of these nodes, and asks for its name. */
export function makeBlockOf(ids: readonly NodeId[]): boolean {
  const { document, dispatch } = documentStore.getState();
  const made = makeBlock(document, catalog, ids);
  if (!made.ok) {
    announce(made.error, 'warning');
    return false;
  }
  if (!dispatch(made.value.command)) return false;
  viewStore.getState().select(made.value.nodes);
  const [use] = made.value.nodes;
  announce(
    `Made a block of ${plural(ids.length, 'node')}: ${use ?? ''}. Type its name, or leave it as it is with Escape. ` +
      'Copies of it share its inside.',
  );
  askName();
  return true;
}

export function dissolve(id: NodeId): void {
  const { document, dispatch } = documentStore.getState();
  const made = dissolveBlock(document, catalog, id);
  if (!made.ok) return announce(made.error, 'warning');
  if (!dispatch(made.value.command)) return;
  viewStore.getState().select(made.value.nodes);
  announce(`Dissolved ${id} into ${plural(made.value.nodes.length, 'node')}.`);
}

/** Takes out the blocks that nothing stands for. */
export function removeUnusedBlocks(): void {
  const { whole, dispatch } = documentStore.getState();
  const names = (whole.blocks ?? []).filter((each) => isBlock(each) && usesOf(whole, each.name) === 0);
  if (names.length === 0) return announce('Every block of this graph is used.', 'info');
  dispatch({ type: 'removeBlocks', names: names.map(({ name }) => name) });
  announce(`Removed ${plural(names.length, 'unused block')}.`);
}

/** A new name for a block and all nodes that stand for it; false, with a spoken reason, if it cannot be. */
export function renameBlock(block: string, name: string): boolean {
  if (catalog.get(name) !== undefined) {
    announce(`${name} is the name of a type that everybody has. Give the block another one.`, 'warning');
    return false;
  }
  return documentStore.getState().dispatch({ type: 'renameBlock', block, name });
}

/** What a block is for, in a sentence or two; an empty text is none. */
export function describeBlock(name: string, text: string): void {
  const { whole, dispatch } = documentStore.getState();
  const block = whole.blocks?.find((each) => isBlock(each) && each.name === name);
  if (block === undefined) return;
  const { description: _, ...rest } = block;
  dispatch({ type: 'setBlocks', blocks: [text === '' ? rest : { ...rest, description: text }] });
}
