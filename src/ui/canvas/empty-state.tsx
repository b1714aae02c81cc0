/** What an empty canvas offers: an example to look at, or a first node. */
import { Button } from '@mantine/core';
import { addNodeOfType } from '../canvas-api.ts';
import { catalog } from '../../catalog/index.ts';
import { firstExample } from '../persistence/example-graphs.ts';
import { openExample } from '../persistence/open-document.ts';
import { useDocument } from '../stores/document.ts';
import styles from './empty-state.module.css';
import { focusNode, homeCard } from './view/focus.ts';

/** Everything starts with data. */
const start = catalog.all.find((definition) => definition.role === 'dataset');

export function EmptyState() {
  const empty = useDocument((state) => state.document.nodes.length === 0);
  if (!empty) return null;
  return (
    <div className={styles.place}>
      <div className={styles.card}>
        <h2 className={styles.title}>Nothing here yet</h2>
        <p className={styles.words}>
          Drag nodes from the list on the left, or double-click anywhere to search. Or begin with one of these:
        </p>
        <div className={styles.actions}>
          <Button size="compact-md" onClick={() => openExample(firstExample.text, 'Two spirals')}>
            Open the two spirals
          </Button>
          {start !== undefined && (
            <Button
              size="compact-md"
              variant="default"
              onClick={() => void addNodeOfType(start.type).then(() => focusNode(homeCard()))}
            >
              Add a data set
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
