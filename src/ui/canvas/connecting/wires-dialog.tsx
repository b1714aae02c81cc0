/** Looking at a wire of a node by keyboard: it is selected, and the inspector tells what flows through it. Or bending it. */
import { viewStore } from '../../stores/view.ts';
import { openPopUp, type PopUp } from '../canvas-store.ts';
import { closePopUp } from '../view/focus.ts';
import { WirePicker } from './wire-picker.tsx';

export function WiresDialog({ popUp: { node, screen, bends } }: { readonly popUp: Extract<PopUp, { type: 'wires' }> }) {
  return (
    <WirePicker
      node={node}
      title={`${bends === true ? 'Bend' : 'Look at'} which wire of ${node}?`}
      screen={screen}
      onPick={(edge) => {
        if (bends === true) {
          openPopUp({ type: 'bends', edge, screen });
          return;
        }
        const { select, announce } = viewStore.getState();
        select([], [edge]);
        const ends = edge.replace('->', ' to ');
        announce(`Selected the wire from ${ends}. The inspector tells of it; / puts a node on it, Delete removes it.`);
        closePopUp();
      }}
    />
  );
}
