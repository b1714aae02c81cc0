/** What was measured on a tensor, as figures: shape, spread, zeros, dead and saturated units, gradient. */
import { compact, count, percent } from '../../../base/format.ts';
import { fixedRangeOf, spreadOf } from '../../charts/in-figures.ts';
import { formatShape } from '../../../base/shape.ts';
import type { Shape } from '../../../base/shape.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { Reading, Readings } from '../parts/figures.tsx';

interface Props {
  readonly shape: Shape | undefined;
  readonly reading: TensorReading | undefined;
  /** Extremes and rarer figures too. */
  readonly full?: boolean;
  /** Data on its way into the network: it has no units that could die, and no gradient is taken. */
  readonly data?: boolean;
}

const NONE = '–';

export function TensorReadings({ shape, reading, full = false, data = false }: Props) {
  const forward = reading?.forward;
  const known = reading?.shape ?? shape;
  return (
    <Readings>
      <Reading name="shape" value={known === undefined ? NONE : formatShape(known)} help="Values per example." />
      <Reading
        name="mean ± sd"
        value={forward === undefined ? NONE : spreadOf(forward)}
        help="The average of all values, and how far they typically lie from it."
      />
      {full && (
        <Reading
          name="min … max"
          value={forward === undefined ? NONE : fixedRangeOf(forward)}
          help="The smallest and the largest value."
        />
      )}
      <Reading
        name="zeros"
        value={forward === undefined ? NONE : percent(forward.zeros)}
        help="Values that are exactly zero."
      />
      {!data && (
        <>
          <Reading
            name="dead units"
            value={reading === undefined ? NONE : `${count(reading.deadUnits)} of ${count(reading.units)}`}
            help="Units that answered zero to every example of the measured batch."
          />
          {full && (
            <Reading
              name="saturated"
              value={reading === undefined ? NONE : percent(reading.saturated)}
              help="Values within 1 % of a bound of the activation, where its slope is almost zero."
            />
          )}
          <Reading
            name="gradient norm"
            value={reading?.gradientNorm === undefined ? NONE : compact(reading.gradientNorm)}
            help="How strongly the loss would change if these values changed."
          />
        </>
      )}
      {full && forward !== undefined && forward.nonFinite > 0 && (
        <Reading name="NaN or infinite" value={count(forward.nonFinite)} help="Values that are no numbers any more." />
      )}
    </Readings>
  );
}
