/** Mean, spread and ends of each feature, before and after. */
import { compact, trueMinus } from '../../../base/format.ts';
import type { Side } from './preview.ts';
import styles from './preprocessing.module.css';

export function FiguresTable({ before, after }: { readonly before: Side; readonly after: Side }) {
  return (
    <table className={styles.figures}>
      <caption className={styles.hidden}>Each feature of the training examples before and after</caption>
      <thead>
        <tr>
          {['', 'mean', 'std', 'min', 'max'].map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <Rows title="before" side={before} />
      <Rows title="after" side={after} />
    </table>
  );
}

/** As many decimals as a hundredth of the spread needs: a mean of −0.0019 beside a spread of 0.48 is −0.002. */
export function toHundredths(value: number, spread: number): string {
  if (!(spread > 0) || Math.abs(value) >= 1e5 || spread < 1e-4) return compact(value);
  const decimals = Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(spread))));
  return trueMinus(String(Number(value.toFixed(decimals)) + 0));
}

function Rows({ title, side: { figures, columns, info } }: { readonly title: string; readonly side: Side }) {
  return (
    <tbody>
      <tr>
        <th className={styles.side} scope="rowgroup" colSpan={5}>
          {title}
          {info.image === undefined && columns > figures.length && ` (the first ${figures.length} of ${columns})`}
        </th>
      </tr>
      {figures.map(({ name, mean, std, min, max }, i) => (
        <tr key={i}>
          <th scope="row" title={name}>
            {name}
          </th>
          {[mean, std, min, max].map((value, column) => (
            <td key={column}>{toHundredths(value, std)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
