/** What stands in for a wire that could not be drawn: a plain line with a mark that says why and selects it. */
import type { FunctionComponent } from 'react';
import type { EdgeProps } from 'reactflow';
import { Guard } from '../../notices/guard.tsx';
import { viewStore } from '../../stores/view-state.ts';
import type { WireEdge } from '../view/to-react-flow.ts';
import { OnWires } from './on-wires.tsx';
import styles from './wire-instrument.module.css';
import lines from './wire.module.css';

/** The wire with a guard around it, so that one that throws does not take the canvas along. */
export function guardedWire(Wire: FunctionComponent<EdgeProps<WireEdge>>): FunctionComponent<EdgeProps<WireEdge>> {
  return function GuardedWire(props: EdgeProps<WireEdge>) {
    return (
      <Guard renderFailed={(reason) => <FailedWire {...props} reason={reason} />}>
        <Wire {...props} />
      </Guard>
    );
  };
}

function FailedWire({ id, selected = false, reason, ...ends }: EdgeProps<WireEdge> & { readonly reason: string }) {
  const { sourceX, sourceY, targetX, targetY } = ends;
  const d = `M${sourceX} ${sourceY}L${targetX} ${targetY}`;
  const words = `The wire from ${id.replace('->', ' to ')} could not be drawn: ${reason}`;
  return (
    <>
      <path className={lines.line} d={d} style={{ stroke: 'var(--bad)', ['--width' as string]: '1.6px' }} />
      <path className={`react-flow__edge-interaction ${lines.reach ?? ''}`} d={d} />
      <OnWires>
        <button
          type="button"
          tabIndex={-1}
          className={`${styles.chip} nopan`}
          style={{ ['--at' as string]: `${(sourceX + targetX) / 2}px, ${(sourceY + targetY) / 2}px` }}
          data-failed
          data-selected={selected}
          aria-label={words}
          title={words}
          onClick={() => viewStore.getState().select([], [id])}
        >
          !
        </button>
      </OnWires>
    </>
  );
}
