/** The right panel: the document, a node, a wire, or several of them, after what is selected. */
import type { KeyboardEvent } from 'react';
import { focusCanvas } from '../canvas-api.ts';
import { late } from '../late/late.tsx';
import styles from './inspector.module.css';

const Selected = late(async () => (await import('./selected.tsx')).Selected);

export function Inspector() {
  return (
    // Keys of the fields inside bubble up to here; the panel itself takes no focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside className={styles.panel} aria-label="Inspector" onKeyDown={leaveOnEscape}>
      <Selected />
    </aside>
  );
}

/** Escape leads back to the selected node, unless it closes an open list or is used by a field itself. */
function leaveOnEscape(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Escape' || event.defaultPrevented) return;
  if (event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true') return;
  event.preventDefault();
  focusCanvas();
}
