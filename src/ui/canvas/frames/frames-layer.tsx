/*
 * The frames of the graph, behind its cards and wires. Only their title bars answer the pointer: inside a frame one
 * pans, picks and drops as everywhere on the canvas.
 */
import { useMemo } from 'react';
import { ViewportPortal } from 'reactflow';
import { frameRects } from '../../../graph/placing/frames.ts';
import type { GraphFrame } from '../../../graph/types.ts';
import { useDocument } from '../../stores/document.ts';
import { useFlow } from '../view/flow.ts';
import { Frame } from './frame.tsx';
import { drawnMember } from './frame-boxes.ts';
import { useFrames } from './frames-store.ts';

interface Props {
  readonly frames: readonly GraphFrame[];
}

export function FramesLayer({ frames }: Props) {
  const cards = useFlow((state) => state.nodes);
  const counts = useDocument((state) => state.document.nodes);
  const fate = useFrames((state) => state.fate);
  const rects = useMemo(() => {
    // What is about to leave or to change its frame no longer stretches the one it stands in.
    const staying = cards
      .map(drawnMember)
      .map((card) =>
        fate?.out.has(card.id) === true || fate?.into.has(card.id) === true ? { ...card, frame: undefined } : card,
      );
    return frameRects(frames, staying);
  }, [frames, cards, fate]);
  const sizes = useMemo(() => {
    const table = new Map<string, number>();
    for (const { frame } of counts) if (frame !== undefined) table.set(frame, (table.get(frame) ?? 0) + 1);
    return table;
  }, [counts]);
  const takes = new Set(fate?.into.values());
  const loses = new Set(counts.flatMap(({ id, frame }) => (fate?.out.has(id) === true ? (frame ?? []) : [])));
  return (
    <ViewportPortal>
      {frames.map((frame) => {
        const rect = rects.get(frame.id);
        return rect === undefined ? null : (
          <Frame
            key={frame.id}
            frame={frame}
            rect={rect}
            size={sizes.get(frame.id) ?? 0}
            fate={takes.has(frame.id) ? 'takes' : loses.has(frame.id) ? 'loses' : undefined}
          />
        );
      })}
    </ViewportPortal>
  );
}
