/** Why a wire does not do, where it was let go, with what would mend it. */
import { useEffect, useRef } from 'react';
import { Button } from '@mantine/core';
import { carryOut } from '../../canvas-api.ts';
import { documentStore } from '../../stores/document.ts';
import { announce } from '../../stores/view-state.ts';
import { canvasStore, type Refused } from '../canvas-store.ts';
import styles from './pop-ups.module.css';

/** Long enough to be read, then gone. What can be mended stays until something is done: it is among the problems too. */
const SHOWN_FOR = 3500;

const close = (): void => canvasStore.setState({ refusal: undefined });

/** The reason is not read out here: the same sentence is announced. */
export function WireRefusal({ screen, reason, fixes = [], leave }: Refused) {
  const stays = fixes.length > 0;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (leave !== undefined) box.current?.querySelector('button')?.focus();
  }, [leave]);
  useEffect(() => {
    if (!stays) {
      const timer = setTimeout(close, SHOWN_FOR);
      return () => clearTimeout(timer);
    }
    const away = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || target.closest('[data-offers]') === null) close();
    };
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      close();
      leave?.();
    };
    // The fixes are those of the graph as it is.
    const unfollow = documentStore.subscribe((now, before) => {
      if (now.whole !== before.whole) close();
    });
    window.addEventListener('pointerdown', away, true);
    window.addEventListener('keydown', onKey);
    return () => {
      unfollow();
      window.removeEventListener('pointerdown', away, true);
      window.removeEventListener('keydown', onKey);
    };
  }, [stays, leave]);
  const left = Math.max(8, Math.min(screen.x + 14, window.innerWidth - 276));
  const place = { left, top: Math.min(screen.y + 14, window.innerHeight - (stays ? 140 : 40)) };
  if (!stays)
    return (
      <div className={styles.refusal} style={place} aria-hidden="true">
        {reason}
      </div>
    );
  return (
    <div
      className={styles.refusal}
      style={place}
      role="group"
      aria-label="This wire can be mended"
      data-offers
      ref={box}
    >
      {reason}
      {fixes.map(({ label, command }) => (
        <Button
          key={label}
          size="compact-sm"
          variant="default"
          onClick={() => {
            close();
            void carryOut(command).then((done) => {
              if (done) announce(`Done: ${label}.`);
              leave?.();
            });
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
