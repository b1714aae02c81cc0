/** The dock's tabs: arrow keys, Home and End move between them, and moving shows. */
import { useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { keymap, keyTextOf } from '../shell/keymap.ts';
import { useView, viewStore } from '../stores/view-state.ts';
import styles from './dock.module.css';
import { DOCK_TABS } from './tabs.tsx';
import type { DockTab } from './tabs.tsx';

export const tabId = (tab: DockTab): string => `dock-tab-${tab}`;
export const PANEL_ID = 'dock-panel';

const titleOf = (label: string, key: string | undefined): string => (key === undefined ? label : `${label} (${key})`);

export function TabList() {
  const current = useView((state) => state.dockTab);
  // Drawn again when keys were changed.
  useStore(keymap);
  const list = useRef<HTMLDivElement>(null);
  // Where the bar has no room for all tabs, the one that is shown can be seen.
  useLayoutEffect(() => {
    list.current?.querySelector(`#${tabId(current)}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  const onKeyDown = (event: KeyboardEvent) => {
    const here = DOCK_TABS.findIndex(({ id }) => id === current);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1 + DOCK_TABS.length, Home: 0, End: DOCK_TABS.length - 1 }[
      event.key
    ];
    const target = next === undefined ? undefined : DOCK_TABS[next % DOCK_TABS.length];
    if (target === undefined) return;
    event.preventDefault();
    viewStore.getState().setDockTab(target.id);
    list.current?.querySelector<HTMLElement>(`#${tabId(target.id)}`)?.focus();
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label="Dock" ref={list}>
      {DOCK_TABS.map(({ id, label, Badge }) => (
        <button
          key={id}
          id={tabId(id)}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={id === current}
          aria-controls={PANEL_ID}
          title={titleOf(label, keyTextOf(`dock-${id}`))}
          tabIndex={id === current ? 0 : -1}
          onKeyDown={onKeyDown}
          onClick={() => viewStore.getState().setDockTab(id)}
        >
          {label}
          {Badge === undefined ? null : <Badge />}
        </button>
      ))}
    </div>
  );
}
