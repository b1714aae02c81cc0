/** The figures behind a chart as a table: for people who listen, and where figures are asked for. */
import { memo } from 'react';
import styles from './data-table.module.css';

export interface ChartTable {
  /** What the rows are. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
}

/** Made anew only for another table: large ones are dear. */
export const DataTable = memo(function Figures({ table: { caption, columns, rows } }: { readonly table: ChartTable }) {
  return (
    <table className={styles.table}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells], row) => (
          <tr key={row}>
            <th scope="row">{name}</th>
            {cells.map((cell, column) => (
              <td key={column}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
