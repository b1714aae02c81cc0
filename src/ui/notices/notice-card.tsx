import { Notification } from '@mantine/core';
import { useStore } from 'zustand';
import { noticeStore } from './notices.tsx';
import classes from './notices.module.css';

/** The message that should be seen, if there is one. */
export function NoticeCard() {
  const { notice, close, hold } = useStore(noticeStore);
  if (notice === undefined) return null;
  return (
    <section className={classes.place} aria-label="Messages">
      <Notification
        key={notice.id}
        className={classes.card}
        data-tone={notice.tone}
        role="presentation"
        withBorder
        onClose={close}
        onMouseEnter={() => hold(true)}
        onMouseLeave={() => hold(false)}
        onFocus={() => hold(true)}
        onBlur={() => hold(false)}
      >
        {notice.text}
      </Notification>
    </section>
  );
}
