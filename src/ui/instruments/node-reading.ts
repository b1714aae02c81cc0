/** What an instrument says of one node, asked for while its place in the panel is on the screen. */
import type { RefCallback } from 'react';
import type { InstrumentId, Readings, Requests } from '../../protocol/instruments.ts';
import { useRun } from '../stores/run.ts';
import { useInSight } from './in-sight.ts';
import { useReading } from '../stores/use-reading.ts';
import { useWatch } from '../stores/watching.ts';

/** Instruments that look at the node they are asked for, and name it. */
export type NodeInstrument = {
  [I in InstrumentId]: Requests[I] extends { readonly node: string }
    ? Readings[I] extends { readonly node: string }
      ? I
      : never
    : never;
}[InstrumentId];

interface Live<T> {
  /** The place that has to be in sight. */
  readonly place: RefCallback<HTMLDivElement>;
  readonly reading: T | undefined;
}

export function useNodeReading<I extends NodeInstrument>(id: I, request: Requests[I]): Live<Readings[I]> {
  const { ref, seen } = useInSight();
  useWatch(id, seen ? request : undefined);
  const reading = useReading(id);
  const program = useRun((run) => run.program);
  // A reading of the node that was selected before is none of this one.
  const mine = reading !== undefined && reading.program === program && reading.value.node === request.node;
  return { place: ref, reading: mine ? reading.value : undefined };
}
