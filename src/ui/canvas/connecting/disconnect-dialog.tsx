/** Taking wires off by keyboard, one or several in one step: what a cut with the pointer does. */
import { plural } from '../../../base/format.ts';
import type { EdgeId } from '../../../graph/types.ts';
import { disconnect } from './disconnect.ts';
import type { PopUp } from '../canvas-store.ts';
import { closePopUp } from '../view/focus.ts';
import { WirePicker } from './wire-picker.tsx';

export function DisconnectDialog({
  popUp: { node, screen },
}: {
  readonly popUp: Extract<PopUp, { type: 'disconnect' }>;
}) {
  const remove = (edges: readonly EdgeId[]) => {
    disconnect(edges);
    closePopUp();
  };
  return (
    <WirePicker
      node={node}
      ask="Remove which wire"
      screen={screen}
      onPick={(edge) => remove([edge])}
      many={{ act: (count) => `Remove ${plural(count, 'wire')}`, onPick: remove }}
    />
  );
}
