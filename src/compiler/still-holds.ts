/** Whether what was compiled holds for a document in which cards were only moved, named or grouped. */
import type { GraphDocument, GraphNode } from '../graph/types.ts';
import type { Compilation } from './types.ts';

/** The same compilation would come out of the later document, but for the places where fixes would put nodes. */
export const stillHolds = ({ diagnostics, plain }: Compilation, before: GraphDocument, after: GraphDocument): boolean =>
  // Where nodes stand for blocks, the graph in which they do not is part of what was compiled.
  plain === undefined &&
  before.blocks === after.blocks &&
  before.edges === after.edges &&
  before.assets === after.assets &&
  before.name === after.name &&
  before.seed === after.seed &&
  before.nodes.length === after.nodes.length &&
  after.nodes.every((node, i) => meansTheSame(node, before.nodes[i])) &&
  diagnostics.every(({ fixes = [] }) => fixes.length === 0);

const meansTheSame = (a: GraphNode, b: GraphNode | undefined): boolean =>
  a === b || (a.id === b?.id && a.type === b.type && a.params === b.params && a.muted === b.muted);
