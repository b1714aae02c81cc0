/*
 * What lies on the wires that carry no tensor of the network: targets, raw data and metrics, at the same
 * weights and the same training rows as the wires between layers are measured with. For the command line's `probe`.
 */
import { must } from '../../base/invariant.ts';
import { sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import type { Logs } from '../../catalog/define/index.ts';
import type { Distribution } from '../../protocol/readings.ts';
import type { Rows } from '../data/device-data.ts';
import { disposeRows } from '../data/device-data.ts';
import { evaluateRows } from '../training/evaluate.ts';
import type { Run } from '../training/run.ts';
import { probeRows } from './probe-rows.ts';
import { distribution } from './summary/in-javascript.ts';
import { summarise } from './summary/summarise.ts';

interface Values {
  /** Of one example. */
  readonly shape: Shape;
  readonly forward: Distribution;
}

export interface ServingReadings {
  /** As the loss reads them. */
  readonly targets: Values;
  /** As the data set gives them, before any preprocessing. */
  readonly features: Values;
  /** Metrics by their names in the logs; those of the held-out examples with `val_` in front. */
  readonly metrics: Logs;
}

/** @param measured whether anybody asks for metrics, which take a pass over the held-out examples. */
export async function readServing(run: Run, measured: boolean): Promise<ServingReadings> {
  const { network, objective, device, linked } = run;
  const { rows } = probeRows(device.train, linked);
  try {
    const [targets] = await summarise([{ tensor: rows.targets }]);
    const metrics = measured
      ? {
          ...(await evaluateRows(network, objective, rows, '')),
          ...(await evaluateRows(network, objective, device.validation, 'val_')),
        }
      : {};
    return {
      targets: { shape: rows.targets.shape.slice(1), forward: must(targets, 'the targets').distribution },
      features: rawFeatures(run, rows),
      metrics,
    };
  } finally {
    disposeRows(rows);
  }
}

function rawFeatures({ data, linked }: Run, { count }: Rows): Values {
  const { shape } = linked.program.data.info;
  const { features } = data.view.splits.train;
  return { shape, forward: distribution(features.subarray(0, count * sizeOf(shape))) };
}
