/** The canvas' pop-ups, at most one at a time, and the reason of a refused wire where it was dropped. */
import { useEffect } from 'react';
import { canvasStore, useCanvas, type PopUp } from '../canvas-store.ts';
import { keepKeysAhead } from '../../late/keys-ahead.ts';
import { late } from '../../late/late.tsx';

const AddSearch = late(async () => (await import('./add-search.tsx')).AddSearch);
const ConnectDialog = late(async () => (await import('../connecting/connect-dialog.tsx')).ConnectDialog);
const ContextMenu = late(async () => (await import('./context-menu.tsx')).ContextMenu);
const DisconnectDialog = late(async () => (await import('../connecting/disconnect-dialog.tsx')).DisconnectDialog);
const WiresDialog = late(async () => (await import('../connecting/wires-dialog.tsx')).WiresDialog);
const BendsDialog = late(async () => (await import('../wires/bends-dialog.tsx')).BendsDialog);
const RenameDialog = late(async () => (await import('./rename-dialog.tsx')).RenameDialog);
const RetypeDialog = late(async () => (await import('./retype-dialog.tsx')).RetypeDialog);
const WireRefusal = late(async () => (await import('./wire-refusal.tsx')).WireRefusal);
const ValueDialog = late(async () => (await import('./value-dialog.tsx')).ValueDialog);

/** Pop-ups that begin with a field to type into. */
const TYPED: ReadonlySet<PopUp['type']> = new Set(['add', 'connect', 'disconnect', 'wires', 'retype', 'rename']);

export function PopUps() {
  useEffect(
    () =>
      canvasStore.subscribe(({ popUp }, before) => {
        if (popUp !== undefined && before.popUp === undefined && TYPED.has(popUp.type)) keepKeysAhead();
      }),
    [],
  );
  const popUp = useCanvas((state) => state.popUp);
  const refusal = useCanvas((state) => state.refusal);
  return (
    <>
      {popUp?.type === 'add' && <AddSearch popUp={popUp} />}
      {popUp?.type === 'connect' && <ConnectDialog popUp={popUp} />}
      {popUp?.type === 'disconnect' && <DisconnectDialog popUp={popUp} />}
      {popUp?.type === 'wires' && <WiresDialog popUp={popUp} />}
      {popUp?.type === 'bends' && <BendsDialog popUp={popUp} />}
      {popUp?.type === 'value' && <ValueDialog popUp={popUp} />}
      {popUp?.type === 'retype' && <RetypeDialog popUp={popUp} />}
      {popUp?.type === 'rename' && <RenameDialog popUp={popUp} />}
      {popUp?.type === 'menu' && <ContextMenu popUp={popUp} />}
      {refusal !== undefined && (
        <WireRefusal key={`${refusal.screen.x} ${refusal.screen.y} ${refusal.reason}`} {...refusal} />
      )}
    </>
  );
}
