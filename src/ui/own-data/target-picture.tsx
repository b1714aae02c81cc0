/* What is to be learned: how often each class comes, or where the numbers lie. */
import { count, plural, trueMinus } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import type { Survey } from '../../interop/csv/survey.ts';
import type { Chosen } from './choices.ts';
import classes from './import-dialog.module.css';

const MOST = 8;

export function TargetPicture({ survey, chosen }: { readonly survey: Survey; readonly chosen: Chosen }) {
  const column = survey.columns[chosen.target];
  if (column === undefined) return null;
  const { name, values = [], range } = column;
  if (chosen.uses[chosen.target] === 'number') {
    const lies = range === undefined ? 'holds no numbers' : `lies between ${figure(range[0])} and ${figure(range[1])}`;
    return (
      <p className={classes.note}>
        {shorten(name)} {lies}.
      </p>
    );
  }
  const most = values[0]?.[1] ?? 1;
  return (
    <table className={classes.bars} aria-label={`How often each class of ${name} comes`}>
      <tbody>
        {values.slice(0, MOST).map(([value, rows]) => (
          <tr key={value}>
            <th scope="row">{shorten(value, 24)}</th>
            <td>
              <meter
                className={classes.bar}
                min={0}
                max={most}
                value={rows}
                aria-label={`${value}: ${plural(rows, 'row')}`}
              />
            </td>
            <td>{count(rows)}</td>
          </tr>
        ))}
        {values.length > MOST && (
          <tr>
            <th scope="row">{plural(values.length - MOST, 'more class', 'more classes')}</th>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const figure = (value: number): string => trueMinus(String(Number(value.toPrecision(5))));
