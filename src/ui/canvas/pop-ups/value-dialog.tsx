/** One param of a card in its own field, where the card shows it. */
import { useEffect, useRef } from 'react';
import { ParamField } from '../../inspector/params/param-field.tsx';
import { useNodeView } from '../../stores/node-view.ts';
import type { PopUp } from '../canvas-store.ts';
import { closePopUp } from '../view/focus.ts';
import styles from './pop-ups.module.css';

/** Width and height that are kept free at the edges of the window. */
const ROOM = { width: 250, height: 90 };

export function ValueDialog({ popUp }: { readonly popUp: Extract<PopUp, { type: 'value' }> }) {
  const { node, param, screen } = popUp;
  const view = useNodeView(node);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field = box.current?.querySelector<HTMLInputElement>('input, textarea');
    field?.focus();
    field?.select();
    const away = (event: PointerEvent) => {
      const inside = event.target instanceof Element && event.target.closest('[role="dialog"], [role="listbox"]');
      if (!inside) closePopUp();
    };
    window.addEventListener('pointerdown', away, true);
    return () => window.removeEventListener('pointerdown', away, true);
  }, []);
  const schema = view?.definition?.params[param];
  if (view === undefined || schema === undefined) return null;
  return (
    // Enter and Escape leave; everything else belongs to the field inside.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      className={styles.rename}
      style={{
        left: Math.min(screen.x, window.innerWidth - ROOM.width),
        top: Math.min(screen.y + 8, window.innerHeight - ROOM.height),
      }}
      role="dialog"
      aria-label={`${param} of ${node}`}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'Escape') setTimeout(closePopUp, 0);
      }}
    >
      <ParamField node={node} name={param} schema={schema} value={view.params[param] ?? null} />
    </div>
  );
}
