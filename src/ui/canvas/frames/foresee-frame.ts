/* Cards that are dragged into frames and out of them: shown while they move, done in the step of the drag. */
import { fateOf, type Fate } from '../../../graph/placing/frame-fate.ts';
import type { Command } from '../../../graph/commands/types.ts';
import type { FrameId, NodeId } from '../../../graph/types.ts';
import { documentStore } from '../../stores/document.ts';
import { announce } from '../../stores/view-state.ts';
import { flow } from '../view/flow.ts';
import type { CardNode } from '../view/to-react-flow.ts';
import { keepEmpty, titleOf } from './frame-actions.ts';
import { drawnMember, settledMember } from './frame-boxes.ts';
import { framesStore } from './frames-store.ts';

/** Shows what letting go would do. With `leave`, the cards are to stand in no frame. */
export function foresee(cards: readonly CardNode[], leave: boolean): void {
  const { frames = [] } = documentStore.getState().document;
  const fate = fateOf(frames, flow.store.getState().nodes.map(settledMember), cards.map(drawnMember), leave);
  if (!sameFate(framesStore.getState().fate, fate)) framesStore.setState({ fate });
}

const key = ({ into, out }: Fate): string => JSON.stringify([[...into], [...out]]);
const sameFate = (a: Fate | undefined, b: Fate): boolean => a !== undefined && key(a) === key(b);

export const forget = (): void => framesStore.setState({ fate: undefined });

/** Does what was shown, in the step of the drag, which takes its name. */
export function fulfil(gesture: string): void {
  const { fate } = framesStore.getState();
  forget();
  if (fate === undefined || fate.into.size + fate.out.size === 0) return;
  const groups = new Map<FrameId, NodeId[]>();
  for (const [node, frame] of fate.into) groups.set(frame, [...(groups.get(frame) ?? []), node]);
  const out = [...fate.out];
  const puts: readonly Command[] = [...groups].map(([frame, nodes]) => ({ type: 'putInFrame', nodes, frame }));
  const commands: readonly Command[] = [
    ...keepEmpty([...fate.into.keys(), ...out]),
    ...puts,
    ...(out.length === 0 ? [] : [{ type: 'putInFrame', nodes: out, frame: undefined } as const]),
  ];
  const into = [...groups.keys()].map(titleOf).join(', ');
  const all = [...fate.into.keys(), ...out];
  const who = all.length === 1 ? all.join('') : `${all.length} nodes`;
  const label = into === '' ? `Take ${who} out of the frame` : `Put ${who} in ${into}`;
  const command: Command = { type: 'batch', label, commands };
  if (documentStore.getState().dispatch(command, { coalesce: gesture, renames: true }))
    announce(into === '' ? `Took ${who} out of the frame.` : `Put ${who} in the frame ${into}.`);
}
