/** One port of a card: a small shape inside a hit area of 24 pixels from which wires are drawn. */
import { memo } from 'react';
import { Handle } from 'reactflow';
import { KIND_LABEL, kindFits, type PortKind } from '../../../catalog/ports.ts';
import type { NodeId } from '../../../graph/types.ts';
import { takeUpWire } from '../connecting/connect-events.ts';
import { useCanvas, type LooseEnd } from '../canvas-store.ts';
import type { PlacedPort } from '../view/card-sizes.ts';
import { PortShape } from './port-shape.tsx';
import styles from './port.module.css';
import { POSITIONS } from '../view/to-react-flow.ts';

interface Props {
  readonly node: NodeId;
  readonly port: PlacedPort;
  readonly filled: boolean;
}

export const Port = memo(function Port({ node, port, filled }: Props) {
  const { spec, direction, side, offset } = port;
  const fit = useCanvas((state) => fitOf(state.looseEnd, node, direction, spec.kind, spec.name));
  const level = side === 'left' || side === 'right';
  return (
    <Handle
      id={spec.name}
      type={direction === 'input' ? 'target' : 'source'}
      position={POSITIONS[side]}
      className={styles.port ?? ''}
      style={level ? { top: offset } : { left: offset }}
      data-port={`${node}.${spec.name}`}
      data-kind={spec.kind}
      data-direction={direction}
      data-fit={fit}
      data-wired={filled}
      title={portTitle(port)}
      onMouseDownCapture={direction === 'input' && filled ? (event) => takeUpWire(event, node, spec.name) : undefined}
    >
      <PortShape kind={spec.kind} filled={filled} />
    </Handle>
  );
});

/**
 * The place of a port on a card seen from far away: nothing to see or to grab, but where React Flow
 * looks for the ends of wires when it measures a card.
 */
export function PortMark({ port: { spec, direction, side, offset } }: { readonly port: PlacedPort }) {
  const level = side === 'left' || side === 'right';
  return (
    <div
      className={`${direction === 'input' ? 'target' : 'source'} react-flow__handle-${side} ${styles.mark ?? ''}`}
      style={level ? { top: offset } : { left: offset }}
      data-handleid={spec.name}
      data-handlepos={side}
    />
  );
}

/** The tooltip: name, kind and help, with what holds while nothing is plugged in. */
export function portTitle({ spec, stray }: PlacedPort): string {
  const fallback = spec.default === undefined ? '' : ` While nothing is plugged in: ${spec.default}.`;
  return `${spec.name}: ${stray ? 'unknown port' : KIND_LABEL[spec.kind]}. ${spec.help}${fallback}`;
}

/** How a port looks while a wire is being drawn: the wire's start, a fitting end, or out of the question. */
export function fitOf(
  loose: LooseEnd | undefined,
  node: NodeId,
  direction: 'input' | 'output',
  kind: PortKind,
  name: string,
): 'idle' | 'start' | 'fits' | 'dim' {
  if (loose === undefined) return 'idle';
  if (loose.node === node && loose.port === name && loose.direction === direction) return 'start';
  if (loose.direction === direction || loose.barred.has(node)) return 'dim';
  const fits = loose.direction === 'output' ? kindFits(loose.kind, kind) : kindFits(kind, loose.kind);
  return fits ? 'fits' : 'dim';
}
