/* The rarer actions with blocks by name, so that menus and keys can hold them without loading what they need. */
import type { NodeId } from '../../graph/types.ts';

const actions = () => import('./block-actions.ts');

export const makeBlock = (ids: readonly NodeId[]): void => void actions().then((it) => it.makeBlockOf(ids));
export const dissolveBlock = (id: NodeId): void => void actions().then((it) => it.dissolve(id));
export const removeUnusedBlocks = (): void => void actions().then((it) => it.removeUnusedBlocks());
