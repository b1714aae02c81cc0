/* The rarer actions with blocks by name, so that menus and keys can hold them without loading what they need. */
import type { NodeId } from '../../graph/types.ts';
import { keepKeysAhead } from '../late/keys-ahead.ts';

const actions = () => import('./block-actions.ts');

/** Its name is typed next. */
export function makeBlock(ids: readonly NodeId[]): void {
  const letGo = keepKeysAhead();
  void actions().then((it) => it.makeBlockOf(ids) || letGo());
}
export const dissolveBlock = (id: NodeId): void => void actions().then((it) => it.dissolve(id));
export const removeUnusedBlocks = (): void => void actions().then((it) => it.removeUnusedBlocks());
