/* The first rows of a table, below the choice of what each column is. */
import { NativeSelect } from '@mantine/core';
import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import { isMissing } from '../../interop/csv/cells.ts';
import type { Survey, SurveyedColumn } from '../../interop/csv/survey.ts';
import { canBe, gapsIf, withUse } from './choices.ts';
import type { Chosen, Use } from './choices.ts';
import classes from './import-dialog.module.css';
import { submitOnEnter } from './submit-on-enter.ts';

const USES: readonly { readonly value: Use; readonly label: string }[] = [
  { value: 'number', label: 'Number' },
  { value: 'category', label: 'Text or class' },
  { value: 'out', label: 'Leave out' },
];
/** More columns than anybody looks through; the others keep what was guessed. */
const MOST_COLUMNS = 60;

interface Props {
  readonly survey: Survey;
  readonly chosen: Chosen;
  onChange(chosen: Chosen): void;
}

export function ColumnTable({ survey, chosen, onChange }: Props) {
  const shown = survey.columns.slice(0, MOST_COLUMNS);
  const more = survey.columns.length - shown.length;
  const look = (i: number) => (i === chosen.target ? 'target' : chosen.uses[i] === 'out' ? 'out' : 'in');
  return (
    <>
      {/* Wider than the dialog, the table is moved by the arrow keys too. */}
      <div
        className={classes.scroll}
        role="group"
        tabIndex={0}
        aria-label="The first rows, with a choice for each column"
      >
        <table className={classes.table}>
          <thead>
            <tr>
              {shown.map((column, i) => (
                <th key={column.name} scope="col" data-look={look(i)}>
                  <span className={classes.name} title={column.name}>
                    {shorten(column.name, 28)}
                  </span>
                  <NativeSelect
                    onKeyDown={submitOnEnter}
                    aria-label={`${column.name} is`}
                    data={USES.map((use) => ({ ...use, disabled: !canBe(column, use.value) }))}
                    value={chosen.uses[i] ?? 'out'}
                    onChange={({ currentTarget }) => onChange(withUse(chosen, i, currentTarget.value as Use))}
                  />
                  <span className={classes.facts}>
                    {i === chosen.target ? 'to learn' : factsOf(column, chosen.uses[i] ?? 'out')}
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {survey.preview.map((cells, row) => (
              // The rows have no names and never change their order.
              <tr key={row}>
                {shown.map((column, i) => (
                  <td key={column.name} data-look={look(i)} data-gap={isMissing(cells[i] ?? '')}>
                    {isMissing(cells[i] ?? '') ? 'gap' : shorten(cells[i] ?? '', 32)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more > 0 && (
        <p className={classes.note}>{plural(more, 'more column')} not shown; each is used as it was guessed.</p>
      )}
    </>
  );
}

function factsOf(column: SurveyedColumn, use: Use): string {
  const gaps = gapsIf(column, use);
  const different = column.values?.length;
  if (use === 'out') return different === undefined ? 'too many different texts' : 'not seen';
  return [
    ...(use === 'category' && different !== undefined ? [plural(different, 'feature')] : []),
    gaps === 0 ? 'no gaps' : plural(gaps, 'gap'),
  ].join(', ');
}
