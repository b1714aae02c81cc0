/** The wire in the making: in its kind's colour, with the reason at the pointer where it would be refused. */
import { memo } from 'react';
import { createPortal } from 'react-dom';
import { Position, type ConnectionLineComponentProps } from 'reactflow';
import { portRef } from '../../../graph/types.ts';
import { useCanvas } from '../canvas-store.ts';
import { ordered, verdictOn } from './connecting-store.ts';
import styles from '../pop-ups/pop-ups.module.css';
import { kindColour } from '../cards/port-shape.tsx';
import type { CardNode } from '../view/to-react-flow.ts';
import { canvasElement, toScreen } from '../view/viewport.ts';
import { wirePath } from '../wires/wire-path.ts';
import { wireWidth } from '../wires/wire.tsx';

export const ConnectionLine = memo(function ConnectionLine(props: ConnectionLineComponentProps<CardNode>) {
  const { fromX, fromY, toX, toY, fromHandle, toHandle, connectionStatus } = props;
  const loose = useCanvas((state) => state.looseEnd);
  const kind = loose?.kind ?? 'tensor';
  const upright = fromHandle.position === Position.Top || fromHandle.position === Position.Bottom;
  const start = { x: fromX, y: fromY };
  const end = { x: toX, y: toY };
  const path = wirePath(
    fromHandle.type === 'source' ? { source: start, target: end, upright } : { source: end, target: start, upright },
  );
  const refused =
    connectionStatus === 'invalid' && loose !== undefined && toHandle !== null && toHandle.type !== fromHandle.type;
  const reason = refused ? reasonFor(ordered(loose, portRef(toHandle.nodeId, toHandle.id ?? ''))) : undefined;
  return (
    <g>
      <path
        d={path.d}
        fill="none"
        stroke={refused ? 'var(--warn)' : kindColour(kind)}
        strokeWidth={wireWidth(kind)}
        strokeDasharray={refused ? '3 5' : undefined}
        strokeLinecap="round"
      />
      {reason !== undefined && (
        <AtPointer x={toX} y={toY}>
          {reason}
        </AtPointer>
      )}
    </g>
  );
});

function reasonFor({ from, to }: { readonly from: string; readonly to: string }): string | undefined {
  const verdict = verdictOn(from, to);
  return verdict.ok ? undefined : verdict.reason;
}

/** Above everything, in screen size; not read out, because letting go announces it. */
function AtPointer({ x, y, children }: { readonly x: number; readonly y: number; readonly children: string }) {
  const place = toScreen({ x, y });
  return createPortal(
    <div className={styles.refusal} style={{ left: place.x + 14, top: place.y + 14 }} aria-hidden="true">
      {children}
    </div>,
    canvasElement() ?? document.body,
  );
}
