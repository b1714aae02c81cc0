/** Looking at a wire of a node by keyboard: it is selected, and the inspector tells what flows through it. Or bending it. */
import { keyTextOf } from '../../shell/keymap.ts';
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
        const [connect, add, remove] = ['connect', 'add', 'delete'].map(keyTextOf);
        announce(
          `Selected the wire from ${ends}. The inspector tells of it; ${connect} leads it elsewhere, ${add} puts a node on it, ${remove} removes it.`,
        );
        closePopUp();
      }}
    />
  );
}
