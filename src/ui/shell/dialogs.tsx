/*
 * The page's dialogs. They are loaded once the page has come to rest, or at once when one is asked for,
 * so that the first picture does not wait for them.
 */
import { lazy, Suspense, useEffect, useState } from 'react';
import { useShell } from './shell-store.ts';

const HelpDialog = lazy(async () => ({ default: (await import('./help-dialog.tsx')).HelpDialog }));
const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }));

export function Dialogs() {
  const asked = useShell((state) => state.dialog !== undefined);
  const [rested, setRested] = useState(false);
  // Mounted before the first use, a dialog knows where the focus was and can give it back.
  useEffect(() => whenIdle(() => setRested(true)), []);
  if (!asked && !rested) return null;
  return (
    <Suspense fallback={null}>
      <HelpDialog />
      <CommandPalette />
    </Suspense>
  );
}

/** Calls back when the browser has nothing better to do. Returns how to call it off. */
function whenIdle(then: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(then, 500);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(then, { timeout: 2000 });
  return () => cancelIdleCallback(request);
}
