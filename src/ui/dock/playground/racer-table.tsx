/** Who races, at which rate, and where each stands at the step that is shown. */
import { Checkbox } from '@mantine/core';
import { compact, count } from '../../../base/format.ts';
import { learningRateAt } from '../../../catalog/schedules/wired.ts';
import { markersPath, seriesColour, seriesMarker } from '../../charts/markers.ts';
import { setRacing, setRate } from './playground-store.ts';
import styles from './playground.module.css';
import type { Standing } from './race.ts';
import type { Racer } from './racers.ts';
import { RateField } from './rate-field.tsx';

interface Props {
  readonly racers: readonly Racer[];
  /** Of those who race, by key. */
  readonly standings: ReadonlyMap<string, Standing>;
}

export function RacerTable({ racers, standings }: Props) {
  return (
    <div className={styles.tableFrame} role="region" aria-label="The race in figures" tabIndex={0}>
      <table className={styles.table}>
        <caption>Where each optimizer stands</caption>
        <thead>
          <tr>
            <th scope="col">optimizer</th>
            <th scope="col">rate</th>
            <th scope="col">step</th>
            <th scope="col">x</th>
            <th scope="col">y</th>
            <th scope="col">f</th>
            <th scope="col">what it does</th>
          </tr>
        </thead>
        <tbody>
          {racers.map((racer, index) => (
            <RacerRow key={racer.key} racer={racer} index={index} standing={standings.get(racer.key)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly racer: Racer;
  readonly index: number;
  readonly standing: Standing | undefined;
}

function RacerRow({ racer: { key, name, optimizer, ofGraph }, index, standing }: RowProps) {
  const figures = standing === undefined ? ['–', '–', '–', '–'] : figuresOf(standing);
  return (
    <tr data-out={standing === undefined || undefined}>
      <th scope="row">
        <Checkbox
          size="xs"
          checked={standing !== undefined}
          onChange={(event) => setRacing(key, event.currentTarget.checked)}
          label={
            <span className={styles.name}>
              <svg className={styles.mark} viewBox="-7 -7 14 14" aria-hidden style={{ color: seriesColour(index) }}>
                <path d={markersPath(seriesMarker(index), [{ x: 0, y: 0 }], 4.6)} />
              </svg>
              {name}
            </span>
          }
        />
      </th>
      <td>
        {ofGraph === true ? (
          <span title={optimizer.schedule === undefined ? undefined : `from ${optimizer.schedule.definition.type}`}>
            {compact(standing?.learningRate ?? learningRateAt(optimizer, 0))}
          </span>
        ) : (
          <RateField
            name={name}
            value={Number(optimizer.params['learning_rate'])}
            onChange={(value) => setRate(key, value)}
          />
        )}
      </td>
      {figures.map((figure, column) => (
        <td key={column}>{figure}</td>
      ))}
      <td className={styles.words}>{standing?.words}</td>
    </tr>
  );
}

const figuresOf = ({ step, place: [x, y], value }: Standing): readonly string[] => [
  count(step),
  compact(x),
  compact(y),
  compact(value),
];
