/*
 * Messages of the page: one polite live region that says everything, an assertive one for warnings, and a
 * card at the upper edge of the canvas, where it covers no control, for what should also be seen.
 */
import { late } from '../late/late.tsx';
import { documentStore } from '../stores/document.ts';
import { runStore } from '../stores/run.ts';
import { useView, viewStore } from '../stores/view-state.ts';
import { createNotices } from './notice-store.ts';
import classes from './notices.module.css';

/** Card and announcer belong together, but the card comes late. */
export const Notices = late(async () => (await import('./notice-card.tsx')).NoticeCard);

export const noticeStore = createNotices(viewStore, documentStore, runStore);

export function Announcer() {
  const { id, text, tone } = useView((state) => state.announcement);
  // The same words twice in a row must be a change for a screen reader: a no-break space makes it one.
  const spoken = id % 2 === 0 ? text : `${text}\u00a0`;
  return (
    <>
      <div className={classes.hidden} role="status" aria-live="polite">
        {tone === 'warning' ? '' : spoken}
      </div>
      <div className={classes.hidden} role="alert" aria-live="assertive">
        {tone === 'warning' ? spoken : ''}
      </div>
    </>
  );
}
