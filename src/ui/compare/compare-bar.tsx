/* The bar over the canvas while two graphs are compared: with what, how many differences, and the way through them. */
import { ChevronLeft, ChevronRight, List, X } from 'lucide-react';
import { useDeferredValue } from 'react';
import { focusCanvas } from '../canvas-api.ts';
import { IconButton } from '../shell/icon-button.tsx';
import { useKeyText } from '../shell/keymap.ts';
import { shellStore } from '../shell/shell-store.ts';
import { useDocument } from '../stores/document.ts';
import styles from './compare-bar.module.css';
import { endComparing, goOn } from './compare.ts';
import { useCompare, type Other } from './compare-store.ts';
import { differences, seenIn, type Differences } from './differences.ts';
import { legendOf } from './compare-legend.ts';
import { MarkSign } from './mark-sign.tsx';
import { stopWords } from './stops.ts';

export function CompareBar() {
  const other = useCompare((state) => state.other);
  return other === undefined ? null : <Bar {...other} />;
}

const done = (): void => {
  endComparing();
  focusCanvas();
};

function Bar({ title, document: other }: Other) {
  const after = useDeferredValue(useDocument((state) => state.document));
  const before = seenIn(
    other,
    useDocument((state) => state.inside),
  );
  const found = differences(before, after);
  return (
    <section className={styles.bar} aria-label="Comparison" data-covers-canvas="">
      <div className={styles.line}>
        <h2 className={styles.title} title={`Compared with ${title}`}>
          Compared with {title}
        </h2>
        <div className={styles.buttons}>
          <Way {...found} />
          <IconButton
            label="List of all differences"
            command="compare-list"
            onClick={() => shellStore.getState().show('compare')}
          >
            <List size={14} />
          </IconButton>
          <IconButton label="Done: end the comparison" command="compare-done" onClick={done}>
            <X size={14} />
          </IconButton>
        </div>
      </div>
      <Legend {...found} />
      <Words {...found} />
    </section>
  );
}

function Way({ stops }: Differences) {
  const at = useCompare((state) => state.at);
  const place = stops.findIndex(({ key }) => key === at) + 1;
  if (stops.length === 0) return null;
  return (
    <>
      <IconButton label="Previous difference" command="compare-previous" onClick={() => goOn(-1)}>
        <ChevronLeft size={14} />
      </IconButton>
      <span className={styles.count}>{place === 0 ? stops.length : `${place} of ${stops.length}`}</span>
      <IconButton label="Next difference" command="compare-next" onClick={() => goOn(1)}>
        <ChevronRight size={14} />
      </IconButton>
    </>
  );
}

function Legend({ changes }: Differences) {
  const entries = legendOf(changes);
  if (entries.length === 0) return <p className={styles.words}>There is no difference.</p>;
  return (
    <ul className={styles.legend} aria-label="What the marks mean">
      {entries.map(({ kind, words }) => (
        <li key={kind}>
          <span className={styles.sign} data-kind={kind}>
            <MarkSign kind={kind} size={10} />
          </span>
          {words}
        </li>
      ))}
    </ul>
  );
}

/** The difference that was gone to, or how to get to one. */
function Words({ stops }: Differences) {
  const at = useCompare((state) => state.at);
  const next = useKeyText('compare-next');
  const stop = stops.find(({ key }) => key === at);
  if (stops.length === 0) return null;
  return (
    <p className={styles.words}>
      {stop === undefined
        ? `Click a mark to see what differs there, or press ${next}. You can go on editing.`
        : stopWords(stop)}
    </p>
  );
}
