/* Where what a step looks at lies on the canvas, in document coordinates. */
import { edgeById } from '../../graph/queries.ts';
import type { Rect } from '../../graph/placing/boxes.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { CardNode, WireEdge } from '../canvas/view/to-react-flow.ts';
import { boxOf, presentWay } from '../compare/marks.ts';

export interface LessonMarks {
  readonly cards: readonly (Rect & { readonly id: string })[];
  /** `d`: the line of the wire; `middle`: the room of its instrument. */
  readonly wires: readonly { readonly id: string; readonly d: string; readonly middle: Rect }[];
}

/** About as much as stands on a wire that has room. */
const INSTRUMENT = { width: 84, height: 42 };

/** What is not there, or not drawn, is left out. */
export function lessonMarksOf(
  look: readonly string[],
  document: GraphDocument,
  cards: readonly CardNode[],
  wires: readonly WireEdge[],
): LessonMarks {
  const cardAt = new Map(cards.map((card) => [card.id, card]));
  const wireAt = new Map(wires.map((wire) => [wire.id, wire]));
  return {
    cards: look.flatMap((id) => {
      const card = cardAt.get(id);
      return card === undefined ? [] : [{ id, ...boxOf(card) }];
    }),
    wires: look.flatMap((id) => {
      const edge = edgeById(document, id);
      const way = edge && presentWay(edge, { cardAt, wireAt });
      if (way === undefined) return [];
      const { width, height } = INSTRUMENT;
      const { x, y } = way.middle;
      return [{ id, d: way.d, middle: { x: x - width / 2, y: y - height / 2, width, height } }];
    }),
  };
}

export const boxesOf = ({ cards, wires }: LessonMarks): readonly Rect[] => [
  ...cards,
  ...wires.map(({ middle }) => middle),
];
