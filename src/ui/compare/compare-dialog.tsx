/* The differences of two graphs as a list; one that concerns a node of the present graph leads there. */
import { Modal } from '@mantine/core';
import { changeWords, summaryWords } from '../../graph/diff-words.ts';
import type { Change } from '../../graph/diff.ts';
import { focusCanvas } from '../canvas-api.ts';
import { LinkButton } from '../inspector/parts/link.tsx';
import { shellStore, useShell } from '../shell/shell-store.ts';
import { useDocument } from '../stores/document.ts';
import { viewStore } from '../stores/view.ts';
import styles from './compare-dialog.module.css';
import type { Comparison } from './compare.ts';
import { placeOf, useComparison } from './compare.ts';

const close = () => shellStore.getState().show(undefined);

/** A list longer than this is no longer read. */
const MOST = 300;

export function CompareDialog() {
  const opened = useShell((state) => state.dialog === 'compare');
  const comparison = useComparison();
  return (
    <Modal opened={opened} onClose={close} title="What differs" size={560} centered>
      {comparison === undefined ? null : <Differences {...comparison} />}
    </Modal>
  );
}

function Differences({ from, to, changes }: Comparison) {
  const unseen = changes.length - MOST;
  return (
    <>
      <p className={styles.sides}>
        From {from} to {to}: {summaryWords(changes)}.
      </p>
      {changes.length === 0 ? null : (
        <ul className={styles.list}>
          {changes.slice(0, MOST).map((change) => (
            <li key={changeWords(change)} data-kind={change.kind}>
              <Line change={change} />
            </li>
          ))}
          {unseen > 0 ? <li>and {unseen} more</li> : null}
        </ul>
      )}
    </>
  );
}

function Line({ change }: { readonly change: Change }) {
  const node = useDocument(({ document }) => placeOf(change, document));
  const words = changeWords(change);
  if (node === undefined) return <span>{words}</span>;
  const go = () => {
    close();
    // After the dialog has given the focus back.
    setTimeout(() => {
      viewStore.getState().revealNode(node);
      focusCanvas();
    }, 0);
  };
  return (
    <LinkButton onClick={go} title={`Show ${node} on the canvas`}>
      {words}
    </LinkButton>
  );
}
