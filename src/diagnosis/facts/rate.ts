/** How far training moves the weights. */
import type { View } from '../finding.ts';
import { matricesOf } from './places.ts';

/** The weight matrix that a step changes most, relative to its size, as measured last; `undefined` before that. */
export function liveliest(view: View): { readonly key: string; readonly ratio: number } | undefined {
  const wires = view.readings.findLast(({ step }) => step > 0)?.wires;
  const ratios = view.program.layers.flatMap((plan) =>
    matricesOf(plan).flatMap(({ key }) => {
      const ratio = wires?.weights[key]?.updateRatio;
      return ratio === undefined ? [] : [{ key, ratio }];
    }),
  );
  return ratios.toSorted((a, b) => b.ratio - a.ratio)[0];
}

/** How far all weight matrices have gone since the first weights, relative to their size; the farthest. */
export function distanceGone({ readings, program }: View): number | undefined {
  const keys = program.layers.flatMap((plan) => matricesOf(plan).map(({ key }) => key));
  const gone = keys.map((key) => {
    let [sum, before] = [0, 0];
    for (const { step, wires } of readings) {
      sum += (wires.weights[key]?.updateRatio ?? 0) * (step - before);
      before = step;
    }
    return sum;
  });
  return readings.length < 2 || gone.length === 0 ? undefined : Math.max(...gone);
}
