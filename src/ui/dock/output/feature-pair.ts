/* Data with more than two features, seen over two of them. */
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import { rowsShown } from '../../../protocol/data-view.ts';
import type { DataView, ExamplesView } from '../../../protocol/data-view.ts';
import type { FeaturePair } from '../../../protocol/readings.ts';

/** More names than these nobody looks through; of pictures two pixels say nothing. */
const MOST_FEATURES = 256;

/** Whether two features can be chosen to be drawn over. */
export const hasPairs = ({ image, shape }: DatasetInfo, { columns }: DataView): boolean =>
  image === undefined && shape.length === 1 && columns > 2 && columns <= MOST_FEATURES;

/** The chosen pair where these data have both features. */
export const pairIn = (pair: FeaturePair | undefined, info: DatasetInfo, data: DataView): FeaturePair | undefined =>
  pair !== undefined && hasPairs(info, data) && pair.every((place) => place < data.columns) ? pair : undefined;

/** The same pair with another feature on one axis; if that is on the other one, they change places. */
export function withFeature([across, up]: FeaturePair, axis: 0 | 1, feature: number): FeaturePair {
  if (axis === 0) return [feature, feature === up ? across : up];
  return [feature === across ? up : across, feature];
}

const seen = new WeakMap<DataView, { readonly key: string; readonly view: DataView }>();

/** The examples with these two features alone. */
export function overPair(data: DataView, [across, up]: FeaturePair): DataView {
  const key = `${across} ${up}`;
  const known = seen.get(data);
  if (known?.key === key) return known.view;
  const two = (split: ExamplesView): ExamplesView => {
    const rows = rowsShown(split, data.columns);
    const features = new Float32Array(2 * rows);
    for (let row = 0; row < rows; row++) {
      features[2 * row] = split.features[row * data.columns + across] ?? 0;
      features[2 * row + 1] = split.features[row * data.columns + up] ?? 0;
    }
    const width = split.count === 0 ? 1 : split.targets.length / split.count;
    return { features, targets: split.targets.subarray(0, rows * width), count: rows };
  };
  const { train, validation, test } = data.splits;
  const view = { columns: 2, splits: { train: two(train), validation: two(validation), test: two(test) } };
  seen.set(data, { key, view });
  return view;
}

export const namesOf = ({ featureNames }: DatasetInfo, pair: FeaturePair): readonly string[] =>
  pair.map((place) => featureNames[place] ?? `feature ${place + 1}`);
