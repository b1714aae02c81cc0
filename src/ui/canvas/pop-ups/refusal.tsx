/** Why a wire does not do, where it was let go, with what would mend it. */
import { useEffect } from 'react';
import { Button } from '@mantine/core';
import type { Fix } from '../../../compiler/types.ts';
import { carryOut } from '../../canvas-api.ts';
import { documentStore } from '../../stores/document.ts';
import { viewStore } from '../../stores/view.ts';
import { canvasStore } from '../canvas-store.ts';
import type { Point } from '../wires/wire-path.ts';
import styles from './pop-ups.module.css';

/** Long enough to be read, then gone. What can be mended stays until something is done: it is among the problems too. */
const SHOWN_FOR = 3500;

interface Props {
  readonly screen: Point;
  readonly reason: string;
  readonly fixes?: readonly Fix[];
}

const close = (): void => canvasStore.setState({ refusal: undefined });

/** The reason is not read out here: the same sentence is announced. */
export function Refusal({ screen, reason, fixes = [] }: Props) {
  const stays = fixes.length > 0;
  useEffect(() => {
    if (!stays) {
      const timer = setTimeout(close, SHOWN_FOR);
      return () => clearTimeout(timer);
    }
    const away = ({ target }: PointerEvent) => {
      if (!(target instanceof Element) || target.closest('[data-offers]') === null) close();
    };
    const leave = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') close();
    };
    // The fixes are those of the graph as it is.
    const unfollow = documentStore.subscribe((now, before) => {
      if (now.whole !== before.whole) close();
    });
    window.addEventListener('pointerdown', away, true);
    window.addEventListener('keydown', leave);
    return () => {
      unfollow();
      window.removeEventListener('pointerdown', away, true);
      window.removeEventListener('keydown', leave);
    };
  }, [stays]);
  const left = Math.max(8, Math.min(screen.x + 14, window.innerWidth - 276));
  const place = { left, top: Math.min(screen.y + 14, window.innerHeight - (stays ? 140 : 40)) };
  if (!stays)
    return (
      <div className={styles.refusal} style={place} aria-hidden="true">
        {reason}
      </div>
    );
  return (
    <div className={styles.refusal} style={place} role="group" aria-label="This wire can be mended" data-offers>
      {reason}
      {fixes.map(({ label, command }) => (
        <Button
          key={label}
          size="compact-sm"
          variant="default"
          onClick={() => {
            close();
            void carryOut(command).then((done) => {
              if (done) viewStore.getState().announce(`Done: ${label}.`);
            });
          }}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
