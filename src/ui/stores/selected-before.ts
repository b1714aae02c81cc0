/*
 * What was selected when a step was made. When undo brings it back, it is selected again, so that one goes on where one
 * was; so is whatever else comes back, and what comes again by redo.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { History, Step } from '../../graph/history.ts';
import { edgeById, frameById, nodeById } from '../../graph/queries.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import type { DocumentState, ViewState } from './types.ts';

type Selection = Pick<ViewState, 'selectedNodes' | 'selectedEdges' | 'selectedFrame'>;
type Shown = Pick<DocumentState, 'document' | 'inside' | 'opened'>;

export interface SelectedBefore {
  /** To be called before the step is shown: what it takes away is still selected then. */
  keep(before: History, after: History): void;
  /** Goes back to before this step, and selects what was selected then if it came back, or if nothing else is. */
  goBack(step: Step | undefined, go: () => void): void;
  /** Goes on, and selects what came by the last step. `start` is the document before that, the present one if left out. */
  goOn(go: () => void, start?: GraphDocument): void;
}

const NOTHING: Selection = { selectedNodes: [], selectedEdges: [], selectedFrame: undefined };

/** What of a selection a document has. The same one if that is all of it. */
export function within(document: GraphDocument, selection: Selection = NOTHING): Selection {
  const { selectedNodes: nodes, selectedEdges: edges, selectedFrame: frame } = selection;
  const selectedNodes = nodes.filter((id) => nodeById(document, id) !== undefined);
  const selectedEdges = edges.filter((id) => edgeById(document, id) !== undefined);
  const selectedFrame = frame === undefined || frameById(document, frame) === undefined ? undefined : frame;
  const all = selectedNodes.length === nodes.length && selectedEdges.length === edges.length && selectedFrame === frame;
  return all ? selection : { selectedNodes, selectedEdges, selectedFrame };
}

const isEmpty = ({ selectedNodes, selectedEdges, selectedFrame }: Selection): boolean =>
  selectedNodes.length + selectedEdges.length === 0 && selectedFrame === undefined;

const newNodes = (before: GraphDocument, after: GraphDocument): readonly NodeId[] =>
  after.nodes.map(({ id }) => id).filter((id) => nodeById(before, id) === undefined);

export function selectedBefore(view: StoreApi<ViewState>, shown: () => Shown): SelectedBefore {
  const known = new WeakMap<Step, Selection>();
  /** Documents before and after; none where another one is looked at since. */
  const around = (go: () => void) => {
    const before = shown();
    go();
    const after = shown();
    const same = before.opened === after.opened && before.inside === after.inside;
    return same ? { before: before.document, after: after.document } : undefined;
  };
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
    goBack(step, go) {
      const was = view.getState();
      const seen = around(go);
      if (seen === undefined) return;
      const { before, after } = seen;
      const { select, selectFrame } = was;
      const then = within(after, step === undefined ? undefined : known.get(step));
      const returned = newNodes(before, after);
      const back = within(before, then) !== then;
      // What the step had brought was selected, and has gone with it.
      const left = isEmpty(view.getState()) && !isEmpty(was);
      if (!back && returned.length > 0) select(returned);
      else if (!back && !left) return;
      else if (then.selectedFrame === undefined) select(then.selectedNodes, then.selectedEdges);
      else selectFrame(then.selectedFrame);
    },
    goOn(go, start) {
      const seen = around(go);
      if (seen === undefined) return;
      const { before, after } = { ...seen, ...(start === undefined ? {} : { before: start }) };
      const returned = newNodes(before, after);
      const [frame, ...more] = (after.frames ?? []).filter(({ id }) => frameById(before, id) === undefined);
      if (returned.length > 0) view.getState().select(returned);
      else if (frame !== undefined && more.length === 0) view.getState().selectFrame(frame.id);
    },
  };
}
