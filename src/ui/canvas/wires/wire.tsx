/** One wire: its line in the kind's colour, and the instrument on its middle. */
import { memo } from 'react';
import { Position, type EdgeProps } from 'reactflow';
import { portSide, type PortKind } from '../../../catalog/ports.ts';
import { late } from '../../late/late.tsx';
import { OfProgram } from '../../stores/of-program.tsx';
import { useWireProgram } from '../../stores/own-program.ts';
import { useView } from '../../stores/view-state.ts';
import { useCanvas } from '../canvas-store.ts';
import { HIT } from '../view/card-sizes.ts';
import { kindColour } from '../cards/port-shape.tsx';
import type { WireEdge } from '../view/to-react-flow.ts';
import { FarMark } from './far-mark.tsx';
import { WireInstrument } from './wire-instrument.tsx';
import { wirePath, type Point } from './wire-path.ts';
import styles from './wire.module.css';

const WireDetails = late(async () => (await import('./wire-details.tsx')).WireDetails);

const WireBends = late(async () => (await import('./wire-bends.tsx')).WireBends);

/** Tensors carry the network; everything else hangs on it. */
export const wireWidth = (kind: PortKind): number => (kind === 'tensor' || kind === 'data' ? 2.6 : 1.6);

export const Wire = memo(function Wire(props: EdgeProps<WireEdge>) {
  const { id, data, selected = false } = props;
  const kind = data?.kind ?? 'tensor';
  // While something is being dragged, no card gets in its way.
  const hovered = useCanvas(
    ({ hoveredEdge, litEdge, looseEnd }) => hoveredEdge === id && litEdge === undefined && looseEnd === undefined,
  );
  const lit = useCanvas((state) => state.litEdge === id);
  const detail = useCanvas((state) => state.detail);
  // The inspector shows a selected wire at length: no card repeats that, but one stands in while it is closed.
  const inspected = useView((state) => selected && state.panels.inspector);
  const program = useWireProgram(id);
  const path = wirePath(
    {
      source: centre({ x: props.sourceX, y: props.sourceY }, props.sourcePosition),
      target: centre({ x: props.targetX, y: props.targetY }, props.targetPosition),
      upright: portSide('output', kind) === 'top',
    },
    data?.lane,
    data?.via,
  );
  return (
    <>
      <path
        className={styles.line}
        d={path.d}
        data-far={detail === 'far'}
        data-lit={lit || undefined}
        style={{
          stroke: lit ? 'var(--accent)' : kindColour(kind),
          ['--width' as string]: `${wireWidth(kind) + (selected || hovered ? 1 : 0)}px`,
        }}
      />
      <path className={`react-flow__edge-interaction ${styles.reach ?? ''}`} d={path.d} />
      <OfProgram program={program}>
        {detail === 'far' ? (
          <FarMark id={id} at={path.middle} />
        ) : (
          <WireInstrument id={id} kind={kind} path={path} selected={selected} />
        )}
        {(hovered || selected) && !inspected && <WireDetails id={id} at={path.middle} kind={kind} stays={selected} />}
      </OfProgram>
      {data?.via !== undefined && detail !== 'far' && <WireBends id={id} via={data.via} />}
    </>
  );
});

/** React Flow ends wires at the outer side of the hit area; they belong in the middle of the port. */
function centre({ x, y }: Point, side: Position): Point {
  const half = HIT / 2;
  if (side === Position.Left) return { x: x + half, y };
  if (side === Position.Right) return { x: x - half, y };
  return side === Position.Top ? { x, y: y + half } : { x, y: y - half };
}
