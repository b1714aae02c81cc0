/*
 * Components that come after the first picture, so that it comes sooner: dialogs, menus, panels. Once
 * they have arrived they are drawn at once, which a `Suspense` would not do.
 */
import { useState, useSyncExternalStore, type ComponentType } from 'react';
import { shellStore } from '../shell/shell-store.ts';
import { createPart, type Part } from './part.ts';

const parts: Part<unknown>[] = [];
const BANNER = 'late';

/** Begins to load everything that is late. Called once the first load is there. */
export function loadLateParts(): void {
  for (const part of parts) part.begin();
}

/** What a stand-in receives besides the component's own props. */
export interface StandInProps {
  /** It was used before its successor came, which then begins with that. */
  readonly onAsk: () => void;
}

/** Whether the stand-in was used. */
export interface LateProps {
  readonly asked: boolean;
}

/**
 * A component that is loaded late; until then the stand-in is drawn, or nothing. What is drawn is asked for at once,
 * unless its stand-in does until the first load is there.
 */
export function late<P extends object>(
  load: () => Promise<ComponentType<P & LateProps>>,
  StandIn?: ComponentType<P & StandInProps>,
  waits = false,
): ComponentType<P> {
  const part = createPart(async () => (await Promise.all([load(), import('../theme/mantine-late.css')]))[0], tell);
  parts.push(part);
  return function Late(props: P) {
    const Component = useSyncExternalStore(part.subscribe, part.current, part.current);
    const [asked, setAsked] = useState(false);
    if (Component !== undefined) return <Component {...props} asked={asked} />;
    if (!waits) part.begin();
    return StandIn === undefined ? null : <StandIn {...props} onAsk={() => setAsked(true)} />;
  };
}

/** The same for what is no component: undefined until it has come. */
export function latePart<T>(load: () => Promise<T>): () => T | undefined {
  const part = createPart(load, tell);
  parts.push(part);
  return () => {
    part.begin();
    return part.current();
  };
}

/** The same for what is to be done with it as soon as it has come. */
export function whenLate<T>(load: () => Promise<T>, then: (part: T) => void): void {
  const part = createPart(load, tell);
  part.subscribe(() => {
    const come = part.current();
    if (come !== undefined) then(come);
  });
  part.begin();
}

function tell(came: boolean): void {
  if (came) shellStore.getState().hideBanner(BANNER);
  else
    shellStore.getState().showBanner({
      id: BANNER,
      text: 'A part of this page could not be loaded. It is tried again every few seconds; if that does not help, load the page again. Your graph is kept.',
      actions: [{ label: 'Load again', run: () => location.reload() }],
    });
}
