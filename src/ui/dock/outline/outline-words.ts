/* What a row of the outline says: the same facts to people who see it and to people who listen. */
import { keeper } from '../../../base/keep-latest.ts';
import { formatShape } from '../../../base/shape.ts';
import { shorten } from '../../../base/text.ts';
import { neighbours } from '../../../graph/queries.ts';
import type { GraphDocument, NodeId } from '../../../graph/types.ts';
import type { NodeProblem } from '../../canvas/cards/node-problems.ts';
import { paramText, titleOf } from '../../canvas/cards/node-words.ts';
import type { NodeView } from '../../stores/node-view.ts';

export interface RowWords {
  readonly title: string;
  /** Where the title is not the type already. */
  readonly type: string | undefined;
  readonly id: NodeId;
  /** `units 16`; what the card shows. */
  readonly params: readonly string[];
  /** `2 → 16`; what comes in, where that has a shape, and what goes out. */
  readonly shape: string | undefined;
  readonly reads: readonly NodeId[];
  readonly feeds: readonly NodeId[];
  readonly bypassed: boolean;
  readonly problem: NodeProblem | undefined;
}

const known = keeper<NodeView, RowWords>();

/** The very same words as long as nothing of the row has changed: it is drawn again only then. */
export function rowWords(view: NodeView, document: GraphDocument, problem: NodeProblem | undefined): RowWords {
  const { before, after } = neighbours(document, view.node.id);
  return known(view, [before, after, problem], () => wordsOf(view, before, after, problem));
}

function wordsOf(
  view: NodeView,
  before: readonly NodeId[],
  after: readonly NodeId[],
  problem: NodeProblem | undefined,
): RowWords {
  const { node, definition, facts, params } = view;
  const title = titleOf(view);
  const [into] = (facts?.inputShapes ?? []).filter((shape) => shape !== undefined);
  const out = facts?.outputShape;
  return {
    title,
    type: title === node.type ? undefined : shorten(node.type),
    id: node.id,
    params:
      definition === undefined
        ? ['unknown type']
        : (definition.card ?? []).map((name) => `${name} ${paramText(params[name])}`),
    shape: out === undefined ? undefined : `${into === undefined ? '' : `${formatShape(into)} → `}${formatShape(out)}`,
    reads: before,
    feeds: after,
    bypassed: node.muted === true,
    problem,
  };
}

export const problemWord = ({ severity }: NodeProblem): string => (severity === 'error' ? 'Error' : 'Warning');

/** The whole row as one sentence, for its accessible name. */
export function rowName({ title, type, id, params, shape, reads, feeds, bypassed, problem }: RowWords): string {
  return [
    title,
    ...(type === undefined ? [] : [type]),
    id,
    ...(bypassed ? ['bypassed'] : []),
    ...params,
    ...(shape === undefined ? [] : [`shape ${shape}`]),
    ...(reads.length === 0 ? [] : [`reads from ${reads.join(', ')}`]),
    ...(feeds.length === 0 ? [] : [`feeds ${feeds.join(', ')}`]),
    ...(reads.length + feeds.length === 0 ? ['not connected'] : []),
    ...(problem === undefined ? [] : [`${problemWord(problem)}: ${problem.text}`]),
  ].join(', ');
}

/**
 * The row that typed letters lead to: the next one behind the present row whose title, type or id begins so, round
 * from the end to the beginning. While a word goes on being typed, the present row may still be the one.
 */
export function typedTo(
  rows: readonly { readonly id: NodeId; readonly names: readonly string[] }[],
  present: NodeId | undefined,
  typed: string,
): NodeId | undefined {
  const here = rows.findIndex(({ id }) => id === present);
  const start = typed.length === 1 ? here + 1 : Math.max(here, 0);
  const wish = typed.toLowerCase();
  return [...rows.slice(start), ...rows.slice(0, start)].find(({ names }) =>
    names.some((name) => name.toLowerCase().startsWith(wish)),
  )?.id;
}
