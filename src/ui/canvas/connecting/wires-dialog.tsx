/** Looking at a wire of a node by keyboard: it is selected, and the inspector tells what flows through it. */
import { viewStore } from '../../stores/view.ts';
import type { PopUp } from '../canvas-store.ts';
import { WirePicker } from './wire-picker.tsx';

export function WiresDialog({ popUp: { node, screen } }: { readonly popUp: Extract<PopUp, { type: 'wires' }> }) {
  return (
    <WirePicker
      node={node}
      title={`Look at which wire of ${node}?`}
      screen={screen}
      onPick={(edge) => {
        const { select, announce } = viewStore.getState();
        select([], [edge]);
        const ends = edge.replace('->', ' to ');
        announce(`Selected the wire from ${ends}. The inspector tells of it; / puts a node on it, Delete removes it.`);
      }}
    />
  );
}
