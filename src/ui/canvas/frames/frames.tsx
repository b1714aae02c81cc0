/** The frames of the graph, which are loaded with the first graph that has any. */
import { late } from '../../late/late.tsx';
import { useDocument } from '../../stores/document.ts';

const FramesLayer = late(async () => (await import('./frames-layer.tsx')).FramesLayer);

export function Frames() {
  const frames = useDocument((state) => state.document.frames);
  return frames === undefined || frames.length === 0 ? null : <FramesLayer frames={frames} />;
}
