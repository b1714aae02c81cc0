/** The dock's tabs: arrow keys, Home and End move between them, and moving shows. */
import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { HealthMark } from '../charts/health-mark.tsx';
import { useDocument } from '../stores/document.ts';
import { useRun } from '../stores/run.ts';
import type { DockTab } from '../stores/types.ts';
import { useView, viewStore } from '../stores/view.ts';
import styles from './dock.module.css';
import { countProblems, countWords } from './problems/problem-list.ts';

const TABS: readonly { readonly tab: DockTab; readonly title: string }[] = [
  { tab: 'curves', title: 'Curves' },
  { tab: 'output', title: 'Output' },
  { tab: 'problems', title: 'Problems' },
];

export const tabId = (tab: DockTab): string => `dock-tab-${tab}`;
export const PANEL_ID = 'dock-panel';

export function TabList() {
  const current = useView((state) => state.dockTab);
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const here = TABS.findIndex(({ tab }) => tab === current);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1 + TABS.length, Home: 0, End: TABS.length - 1 }[event.key];
    const target = next === undefined ? undefined : TABS[next % TABS.length];
    if (target === undefined) return;
    event.preventDefault();
    viewStore.getState().setDockTab(target.tab);
    list.current?.querySelector<HTMLElement>(`#${tabId(target.tab)}`)?.focus();
  };
  return (
    <div className={styles.tabs} role="tablist" aria-label="Dock" ref={list}>
      {TABS.map(({ tab, title }) => (
        <button
          key={tab}
          id={tabId(tab)}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={tab === current}
          aria-controls={PANEL_ID}
          tabIndex={tab === current ? 0 : -1}
          onKeyDown={onKeyDown}
          onClick={() => viewStore.getState().setDockTab(tab)}
        >
          {title}
          {tab === 'problems' ? <ProblemCount /> : null}
        </button>
      ))}
    </div>
  );
}

function ProblemCount() {
  const diagnostics = useDocument(({ compilation }) => compilation.diagnostics);
  const fault = useRun((run) => run.fault);
  const found = countProblems(diagnostics, fault);
  const total = found.errors + found.warnings;
  if (total === 0) return null;
  return (
    <span className={styles.count}>
      <HealthMark tone={found.errors > 0 ? 'bad' : 'warn'} label={countWords(found)} iconOnly />
      <span aria-hidden>{total}</span>
    </span>
  );
}
