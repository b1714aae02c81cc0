import type { GraphNode } from '../../../graph/types.ts';
import { nodeName } from '../../pictures/facts.ts';
import { useView } from '../../stores/view-state.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { Breakable } from '../parts/words.tsx';
import styles from './param-field.module.css';
import own from './wired-param.module.css';

/** A param that a wired node sets: its value here would change nothing, so the node is named instead. */
export function WiredParam({ name, by }: { name: string; by: GraphNode }) {
  const reveal = useView((state) => state.revealNode);
  return (
    <div className={styles.field}>
      <span className={styles.label}>
        <Breakable name={name} />
      </span>
      <span className={own.wired}>
        set by{' '}
        <LinkButton onClick={() => reveal(by.id)}>
          {by.type} {nodeName(by)}
        </LinkButton>
      </span>
    </div>
  );
}
