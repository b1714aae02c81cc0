/* The page's dialogs. They come late, but before their first use: mounted, a dialog knows where the focus was. */
import { useEffect } from 'react';
import { keepKeysAhead } from '../late/keys-ahead.ts';
import { late } from '../late/late.tsx';
import { shellStore, type DialogName } from './shell-store.ts';

const HelpDialog = late(async () => (await import('./help-dialog.tsx')).HelpDialog);
const CommandPalette = late(async () => (await import('./command-palette.tsx')).CommandPalette);
const SweepDialog = late(async () => (await import('../runs/sweep-dialog.tsx')).SweepDialog);

const ImportDialog = late(async () => (await import('../own-data/import-dialog.tsx')).ImportDialog);

const ImagesDialog = late(async () => (await import('../own-data/images/images-dialog.tsx')).ImagesDialog);

const DrawDialog = late(async () => (await import('../own-data/draw-dialog.tsx')).DrawDialog);

const CompareDialog = late(async () => (await import('../compare/compare-dialog.tsx')).CompareDialog);

const RecentDialog = late(async () => (await import('../recent/recent-dialog.tsx')).RecentDialog);

/** Dialogs that begin with a field to type into. */
const TYPED: ReadonlySet<DialogName | undefined> = new Set(['commands', 'help', 'save-version']);

export function Dialogs() {
  useEffect(
    () =>
      shellStore.subscribe(({ dialog }, before) => {
        if (dialog !== before.dialog && TYPED.has(dialog)) keepKeysAhead();
      }),
    [],
  );
  return (
    <>
      <HelpDialog />
      <CommandPalette />
      <SweepDialog />
      <ImportDialog />
      <ImagesDialog />
      <DrawDialog />
      <CompareDialog />
      <RecentDialog />
    </>
  );
}
