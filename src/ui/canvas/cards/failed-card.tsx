/*
 * What stands in for a card that could not be drawn: its name, the reason, and the places of its ports, so
 * that its wires stay. It is selected, moved and removed like any other card.
 */
import type { FunctionComponent } from 'react';
import type { NodeProps } from 'reactflow';
import { nodeById } from '../../../graph/queries.ts';
import { Guard } from '../../notices/guard.tsx';
import { useDocument } from '../../stores/document.ts';
import { portsHeight } from '../view/card-sizes.ts';
import type { CardNode } from '../view/to-react-flow.ts';
import styles from './node-card.module.css';
import { shorten } from '../../../base/text.ts';
import { PortMark } from './port.tsx';

/** The card with a guard around it, so that one that throws does not take the canvas along. */
export function guardedCard(Card: FunctionComponent<NodeProps<CardNode>>): FunctionComponent<NodeProps<CardNode>> {
  return function GuardedCard(props: NodeProps<CardNode>) {
    return (
      <Guard renderFailed={(reason) => <FailedCard {...props} reason={reason} />}>
        <Card {...props} />
      </Guard>
    );
  };
}

function FailedCard({ id, data: { ports }, selected, reason }: NodeProps<CardNode> & { readonly reason: string }) {
  const type = useDocument(({ document }) => nodeById(document, id)?.type ?? '');
  const words = `This card could not be drawn: ${shorten(reason, 120)}`;
  return (
    <>
      <div
        className={`${styles.card} ${styles.unknown} ${selected ? styles.selected : ''}`}
        style={{ minHeight: portsHeight(ports) }}
        data-failed
      >
        <div className={styles.head}>
          <span className={styles.bar} />
          <span className={styles.words}>
            <span className={styles.title}>{shorten(type)}</span>
            <span className={styles.sub}>{id}</span>
          </span>
          <span className={styles.problem} data-severity="error" title={words} role="img" aria-label={words}>
            !
          </span>
        </div>
        <p className={styles.reason}>{words}</p>
      </div>
      {ports.map((port) => (
        <PortMark key={`${port.direction} ${port.spec.name}`} port={port} />
      ))}
    </>
  );
}
