/*
 * What was selected when a step was made. When undo brings it back, it is selected again, so that one goes on where one
 * was; so is whatever else comes back.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { History, Step } from '../../graph/history.ts';
import { edgeById, frameById, nodeById } from '../../graph/queries.ts';
import type { DocumentState, ViewState } from './types.ts';

type Selection = Pick<ViewState, 'selectedNodes' | 'selectedEdges' | 'selectedFrame'>;
type Shown = Pick<DocumentState, 'document' | 'inside' | 'opened'>;

export interface SelectedBefore {
  /** To be called before the step is shown: what it takes away is still selected then. */
  keep(before: History, after: History): void;
  /** Selects what came back when this step was undone. */
  bringBack(step: Step | undefined, before: Shown, after: Shown): void;
}

export function selectedBefore(view: StoreApi<ViewState>): SelectedBefore {
  const known = new WeakMap<Step, Selection>();
  return {
    keep(before, after) {
      const [last, step] = [before.past.at(-1), after.past.at(-1)];
      if (step === undefined || step === last || known.has(step)) return;
      // A gesture that goes on has made the step anew; what counts is how it began.
      const grown = before.past.length === after.past.length && before.past.at(-2) === after.past.at(-2);
      const begun = grown && last !== undefined ? known.get(last) : undefined;
      const { selectedNodes, selectedEdges, selectedFrame } = view.getState();
      known.set(step, begun ?? { selectedNodes, selectedEdges, selectedFrame });
    },
    bringBack(step, before, after) {
      if (before.opened !== after.opened || before.inside !== after.inside) return;
      const { select, selectFrame } = view.getState();
      const there = new Set(before.document.nodes.map(({ id }) => id));
      const returned = after.document.nodes.map(({ id }) => id).filter((id) => !there.has(id));
      const { selectedNodes = [], selectedEdges = [], selectedFrame } = (step && known.get(step)) ?? {};
      const has = ({ document }: Shown, frame: string) => frameById(document, frame) !== undefined;
      if (selectedFrame !== undefined && has(after, selectedFrame) && !has(before, selectedFrame))
        return selectFrame(selectedFrame);
      const nodes = selectedNodes.filter((id) => nodeById(after.document, id) !== undefined);
      const edges = selectedEdges.filter((id) => edgeById(after.document, id) !== undefined);
      const back =
        nodes.some((id) => !there.has(id)) || edges.some((id) => edgeById(before.document, id) === undefined);
      if (back) select(nodes, edges);
      else if (returned.length > 0) select(returned);
    },
  };
}
