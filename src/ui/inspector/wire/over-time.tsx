/** The same wire at earlier moments of the run. */
import { Measured } from '../../charts/frame/measured.tsx';
import { Ridgeline } from '../../charts/ridgeline.tsx';
import type { Ridge } from '../../charts/ridgeline.tsx';
import { PANEL_WIDTH } from '../../pictures/props.ts';
import type { Distribution, ProbeFrame } from '../../../protocol/readings.ts';
import { useRun } from '../../stores/run.ts';
import { Section } from '../parts/section.tsx';

interface Props {
  readonly name: string;
  readonly of: (frame: ProbeFrame) => Distribution | undefined;
  readonly colour?: string;
}

export function OverTime({ name, of, colour }: Props) {
  const frames = useRun((state) => state.frames);
  const rows = ridges(frames, of);
  if (rows.length < 2) return null;
  return (
    <Section title="Over time">
      <Measured fallback={PANEL_WIDTH}>
        {(width) => (
          <Ridgeline name={name} rows={rows} width={width} height={150} {...(colour === undefined ? {} : { colour })} />
        )}
      </Measured>
    </Section>
  );
}

/** The distributions of all frames that hold one, oldest first. */
export function ridges(
  frames: readonly ProbeFrame[],
  of: (frame: ProbeFrame) => Distribution | undefined,
): readonly Ridge[] {
  return frames.flatMap((frame) => {
    const distribution = of(frame);
    return distribution === undefined || distribution.count === 0 ? [] : [{ step: frame.step, distribution }];
  });
}
