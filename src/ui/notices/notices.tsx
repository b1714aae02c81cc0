/*
 * Messages of the page: one polite live region that says everything, an assertive one for warnings,
 * and cards in the corner for what should also be seen. Warnings stay until they are closed.
 */
import { Notification } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { ViewState } from '../stores/types.ts';
import { useView, viewStore } from '../stores/view.ts';
import classes from './notices.module.css';

interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'warning';
}

const MOST = 3;
/** Long enough to read the text twice. */
const readingTime = (text: string) => 4000 + text.length * 60;

/** The list with a new announcement behind it, if that is one to be seen. */
function withNotice(shown: readonly Notice[], { id, text, tone }: ViewState['announcement']): readonly Notice[] {
  if (tone === 'quiet' || text === '') return shown;
  return [...shown.filter((each) => each.text !== text), { id, text, tone }].slice(-MOST);
}

export function Notices() {
  const { id, text, tone } = useView((state) => state.announcement);
  const [notices, setNotices] = useState(() => withNotice([], viewStore.getState().announcement));

  useEffect(
    () =>
      viewStore.subscribe(({ announcement }, before) => {
        if (announcement !== before.announcement) setNotices((shown) => withNotice(shown, announcement));
      }),
    [],
  );
  const close = useCallback((closed: number) => setNotices((shown) => shown.filter((each) => each.id !== closed)), []);

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
      {notices.length === 0 ? null : (
        <section className={classes.stack} aria-label="Messages">
          {notices.map((notice) => (
            <NoticeCard key={notice.id} notice={notice} onClose={close} />
          ))}
        </section>
      )}
    </>
  );
}

function NoticeCard({ notice, onClose }: { readonly notice: Notice; readonly onClose: (id: number) => void }) {
  const { id, text, tone } = notice;
  const [held, hold] = useState(false);
  useEffect(() => {
    if (tone === 'warning' || held) return undefined;
    const timer = setTimeout(() => onClose(id), readingTime(text));
    return () => clearTimeout(timer);
  }, [held, id, onClose, text, tone]);
  return (
    <Notification
      className={classes.card}
      data-tone={tone}
      role="presentation"
      withBorder
      onClose={() => onClose(id)}
      onMouseEnter={() => hold(true)}
      onMouseLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      {text}
    </Notification>
  );
}
