/** What was measured on a tensor, as figures: shape, spread, zeros, dead and saturated units, gradient. */
import { compact, count, percent } from '../../../base/format.ts';
import { fixedRangeOf, spreadOf } from '../../charts/in-figures.ts';
import { formatShape } from '../../../base/shape.ts';
import type { Shape } from '../../../base/shape.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { OF_TENSOR } from '../../instruments/figure-help.ts';
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
      <Reading name="shape" value={known === undefined ? NONE : formatShape(known)} help={OF_TENSOR.shape} />
      <Reading name="mean ± sd" value={forward === undefined ? NONE : spreadOf(forward)} help={OF_TENSOR.spread} />
      {full && (
        <Reading name="min … max" value={forward === undefined ? NONE : fixedRangeOf(forward)} help={OF_TENSOR.range} />
      )}
      <Reading name="zeros" value={forward === undefined ? NONE : percent(forward.zeros)} help={OF_TENSOR.zeros} />
      {!data && (
        <>
          <Reading
            name="dead units"
            value={reading === undefined ? NONE : `${count(reading.deadUnits)} of ${count(reading.units)}`}
            help={OF_TENSOR.dead}
          />
          {full && (
            <Reading
              name="saturated"
              value={reading === undefined ? NONE : percent(reading.saturated)}
              help={OF_TENSOR.saturated}
            />
          )}
          <Reading
            name="gradient norm"
            value={reading?.gradientNorm === undefined ? NONE : compact(reading.gradientNorm)}
            help={OF_TENSOR.gradient}
          />
        </>
      )}
      {full && forward !== undefined && forward.nonFinite > 0 && (
        <Reading name="NaN or infinite" value={count(forward.nonFinite)} help={OF_TENSOR.nonFinite} />
      )}
    </Readings>
  );
}
