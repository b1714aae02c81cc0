/* Says which large graph is being opened, while the page is busy with it. */
import { count } from '../../base/format.ts';
import { useView } from '../stores/view-state.ts';
import classes from './opening.module.css';

/** Characters of a name that are shown. */
const LONGEST = 60;

export function Opening() {
  const opening = useView((state) => state.opening);
  const name = (opening?.name ?? '').slice(0, LONGEST);
  return (
    <div className={classes.place} role="status">
      {opening === undefined ? null : (
        <p className={classes.banner} data-opening>
          {`Opening ${name === '' ? 'a graph' : name}: ${count(opening.nodes)} nodes…`}
        </p>
      )}
    </div>
  );
}
