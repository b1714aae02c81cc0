/** The end of an import: one step that adds a node with the data, or gives a node other data. */
import type { Asset } from '../../assets/asset.ts';
import { shorten } from '../../base/text.ts';
import type { Command } from '../../graph/commands/types.ts';
import { newNode } from '../../graph/new-node.ts';
import { nodeById } from '../../graph/queries.ts';
import type { GraphDocument, NodeId, Params } from '../../graph/types.ts';
import type { Survey } from '../../interop/csv/survey.ts';
import { documentStore } from '../stores/document.ts';
import { nodeParams, sentence, TABLE_TYPE } from './choices.ts';
import type { Chosen } from './choices.ts';
import type { Wish } from './open-table.ts';
import { takeIn } from './take-in.ts';

export async function confirmImport(wish: Wish, survey: Survey, chosen: Chosen, asset: Asset): Promise<boolean> {
  const params = nodeParams(survey, chosen, asset.hash, asset.info);
  const add = await takeIn(asset);
  const { carryOut } = await import('../canvas/inserting.ts');
  const place = await placeOf(wish);
  const { document } = documentStore.getState();
  return carryOut(
    importCommand(document, { ...wish, place, name: asset.info.name, params, add }),
    `Imported ${shorten(asset.info.name, 80)}: ${sentence(survey, chosen)}`,
  );
}

/** Where on the canvas a new node goes. */
export async function placeOf({ screen }: Wish): Promise<readonly [number, number]> {
  const { centre, toDocument } = await import('../canvas/view/viewport.ts');
  const { x, y } = screen === undefined ? centre() : toDocument(screen);
  return [Math.round(x), Math.round(y)];
}

interface Import {
  readonly node?: NodeId;
  /** What is added; a Table unless said. */
  readonly type?: string;
  readonly place: readonly [number, number];
  readonly name: string;
  readonly params: Params;
  /** Brings the data. */
  readonly add: Command;
}

/** Pure, for tests. A node that is given other data keeps its splits, and nothing of what was said of other columns. */
export function importCommand(
  document: GraphDocument,
  { node, type = TABLE_TYPE, place, name, params, add }: Import,
): Command {
  const found = node === undefined ? undefined : nodeById(document, node);
  const label = `Import ${shorten(name)}`;
  if (found === undefined)
    return {
      type: 'batch',
      label,
      commands: [add, { type: 'add', nodes: [newNode(document, type, place, params)] }],
    };
  const set: Command = {
    type: 'setParams',
    node: found.id,
    params: { left_out: undefined, missing: undefined, ...params },
  };
  return { type: 'batch', label, commands: [add, set] };
}
