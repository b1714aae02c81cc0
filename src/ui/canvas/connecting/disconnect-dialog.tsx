/** Taking a wire off a node by keyboard. */
import { disconnect } from './disconnect.ts';
import type { PopUp } from '../canvas-store.ts';
import { closePopUp } from '../view/focus.ts';
import { WirePicker } from './wire-picker.tsx';

export function DisconnectDialog({
  popUp: { node, screen },
}: {
  readonly popUp: Extract<PopUp, { type: 'disconnect' }>;
}) {
  return (
    <WirePicker
      node={node}
      title={`Remove which wire of ${node}?`}
      screen={screen}
      onPick={(edge) => {
        disconnect([edge]);
        closePopUp();
      }}
    />
  );
}
