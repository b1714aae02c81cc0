/** The same wire at earlier moments of the run. */
import { Measured } from '../../charts/frame/measured.tsx';
import { Ridgeline } from '../../charts/ridgeline.tsx';
import type { Ridge } from '../../charts/ridgeline.tsx';
import { PANEL_WIDTH } from '../../pictures/picture-props.ts';
import type { Stamped } from '../../../protocol/instruments.ts';
import type { Distribution, WireReadings } from '../../../protocol/readings.ts';
import { useRun } from '../../stores/run.ts';
import { Section } from '../parts/section.tsx';

interface Props {
  readonly name: string;
  readonly of: (wires: WireReadings) => Distribution | undefined;
  readonly colour?: string;
}

export function OverTime({ name, of, colour }: Props) {
  const history = useRun((state) => state.history.wires);
  const rows = ridges(history ?? [], of);
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

/** The distributions of all readings that hold one, oldest first. */
export function ridges(
  history: readonly Stamped<WireReadings>[],
  of: (wires: WireReadings) => Distribution | undefined,
): readonly Ridge[] {
  return history.flatMap(({ value, step }) => {
    const distribution = of(value);
    return distribution === undefined || distribution.count === 0 ? [] : [{ step, distribution }];
  });
}
