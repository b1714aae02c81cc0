/* All differences as a list; each leads to where it is seen on the canvas. */
import { Modal } from '@mantine/core';
import { changeWords, summaryWords } from '../../graph/diff-words.ts';
import type { Change } from '../../graph/diff.ts';
import { focusCanvas } from '../canvas-api.ts';
import { LinkButton } from '../inspector/parts/link-button.tsx';
import { shellStore, useShell } from '../shell/shell-store.ts';
import { useDocument } from '../stores/document.ts';
import styles from './compare-dialog.module.css';
import { goTo } from './compare.ts';
import { useCompare, type Other } from './compare-store.ts';
import { differences, seenIn } from './differences.ts';
import type { Stop } from './stops.ts';

const close = () => shellStore.getState().show(undefined);

/** A list longer than this is no longer read. */
const MOST = 300;

export function CompareDialog() {
  const opened = useShell((state) => state.dialog === 'compare');
  const other = useCompare((state) => state.other);
  return (
    <Modal opened={opened && other !== undefined} onClose={close} title="What differs" size={560} centered>
      {other === undefined ? null : <List {...other} />}
    </Modal>
  );
}

function List({ title, document: other }: Other) {
  const after = useDocument((state) => state.document);
  const before = seenIn(
    other,
    useDocument((state) => state.inside),
  );
  const { changes, stops } = differences(before, after);
  const lines = stops.flatMap((stop) => stop.changes.map((change) => ({ stop, change })));
  const unseen = lines.length - MOST;
  return (
    <>
      <p className={styles.sides}>
        From {title} to now: {summaryWords(changes)}.
      </p>
      {lines.length === 0 ? null : (
        <ul className={styles.list}>
          {lines.slice(0, MOST).map(({ stop, change }) => (
            <li key={changeWords(change)} data-kind={change.kind}>
              <Line stop={stop} change={change} />
            </li>
          ))}
          {unseen > 0 ? <li>and {unseen} more</li> : null}
        </ul>
      )}
    </>
  );
}

function Line({ stop, change }: { readonly stop: Stop; readonly change: Change }) {
  const words = changeWords(change);
  if (stop.place.on === 'graph') return <span>{words}</span>;
  const go = () => {
    close();
    // After the dialog has given the focus back.
    setTimeout(() => {
      focusCanvas();
      goTo(stop);
    }, 0);
  };
  return (
    <LinkButton onClick={go} title="Show it on the canvas">
      {words}
    </LinkButton>
  );
}
