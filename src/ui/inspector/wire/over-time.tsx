/** The same wire at earlier moments of the run. */
import { Measured } from '../../charts/frame/measured-box.tsx';
import { Ridgeline } from '../../charts/ridgeline.tsx';
import type { Ridge } from '../../charts/ridgeline.tsx';
import { PANEL_WIDTH } from '../../pictures/picture-props.ts';
import type { Stamped } from '../../../protocol/instruments.ts';
import type { Distribution, WireReadings } from '../../../protocol/readings.ts';
import { useRun } from '../../stores/run.ts';
import { Column } from '../parts/blocks.tsx';
import { Section } from '../parts/section.tsx';

interface Course {
  /** What the numbers are, for the chart's sentence. */
  readonly name: string;
  /** One word over the picture. */
  readonly title: string;
  readonly of: (wires: WireReadings) => Distribution | undefined;
  readonly colour: string;
}

/** Small pictures one below the other, of everything that there is a course of. */
export function OverTime({ courses }: { readonly courses: readonly Course[] }) {
  const history = useRun((state) => state.history.wires) ?? [];
  const drawn = courses.map(({ of, ...course }) => ({ ...course, rows: ridges(history, of) }));
  const there = drawn.filter(({ rows }) => rows.length >= 2);
  if (there.length === 0) return null;
  return (
    <Section title="Over time">
      <Measured fallback={PANEL_WIDTH}>
        {(width) => (
          <Column>
            {there.map((course) => (
              <Ridgeline key={course.title} {...course} width={width} height={150} />
            ))}
          </Column>
        )}
      </Measured>
    </Section>
  );
}

/** The reading, unless it was only carried along from an earlier step. */
export const ofThen = <R extends { readonly step?: number }>(reading: R | undefined): R | undefined =>
  reading?.step === undefined ? reading : undefined;

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
