/** Which two features the picture is over. */
import { NativeSelect } from '@mantine/core';
import type { DatasetInfo } from '../../../catalog/define/index.ts';
import type { FeaturePair } from '../../../protocol/readings.ts';
import { dockOptions, useDockOption } from '../dock-options.ts';
import { withFeature } from './feature-pair.ts';
import styles from './output.module.css';

const AXES = [
  [0, 'across'],
  [1, 'up'],
] as const;

export function PairChoice({ pair: shown, info }: { readonly pair: FeaturePair; readonly info: DatasetInfo }) {
  // What was chosen counts at once; the picture follows with the next reading.
  const pair = useDockOption('pair') ?? shown;
  const names = info.featureNames.map((name, place) => ({ value: String(place), label: name }));
  return (
    <div className={styles.pairChoice}>
      {AXES.map(([axis, label]) => (
        <NativeSelect
          key={axis}
          size="xs"
          label={label}
          data={names}
          value={String(pair[axis])}
          onChange={({ currentTarget }) =>
            dockOptions.setState({ pair: withFeature(pair, axis, Number(currentTarget.value)) })
          }
        />
      ))}
    </div>
  );
}
