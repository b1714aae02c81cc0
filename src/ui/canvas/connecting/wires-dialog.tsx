/**
 * Looking at a wire of a node by keyboard: it is selected, and the inspector tells what flows through it. Several can be
 * selected together. Or bending one.
 */
import { plural } from '../../../base/format.ts';
import type { EdgeId } from '../../../graph/types.ts';
import { keyTextOf } from '../../shell/keymap.ts';
import { announce, viewStore } from '../../stores/view-state.ts';
import { openPopUp, type PopUp } from '../canvas-store.ts';
import { closePopUp } from '../view/focus.ts';
import { WirePicker } from './wire-picker.tsx';

export function WiresDialog({ popUp: { node, screen, bends } }: { readonly popUp: Extract<PopUp, { type: 'wires' }> }) {
  return (
    <WirePicker
      node={node}
      ask={`${bends === true ? 'Bend' : 'Look at'} which wire`}
      screen={screen}
      onPick={(edge) => {
        if (bends === true) {
          openPopUp({ type: 'bends', edge, screen });
          return;
        }
        const { select } = viewStore.getState();
        select([], [edge]);
        const ends = edge.replace('->', ' to ');
        const [connect, add, remove] = ['connect', 'add', 'delete'].map(keyTextOf);
        announce(
          `Selected the wire from ${ends}. The inspector tells of it; ${connect} leads it elsewhere, ${add} puts a node on it, ${remove} removes it.`,
        );
        closePopUp();
      }}
      {...(bends === true ? {} : { many: { act: (count) => `Select ${plural(count, 'wire')}`, onPick: selectAll } })}
    />
  );
}

function selectAll(edges: readonly EdgeId[]): void {
  const { select } = viewStore.getState();
  select([], edges);
  announce(`Selected ${plural(edges.length, 'wire')}. ${keyTextOf('delete')} removes them.`);
  closePopUp();
}
