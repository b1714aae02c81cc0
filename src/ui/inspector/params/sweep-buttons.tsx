/** Below the settings of a node: the way to try several values of one of them, or every type in its place. */
import { ownCatalog } from '../../stores/own-catalog.ts';
import { sweepable, TYPE } from '../../../compiler/sweep/variants.ts';
import type { NodeDefinition } from '../../../catalog/define/index.ts';
import type { NodeId } from '../../../graph/types.ts';
import { askSweep } from '../../runs/sweep-store.ts';
import { useDocument } from '../../stores/document.ts';
import { LinkButton } from '../parts/link-button.tsx';
import styles from './sweep-buttons.module.css';

export function SweepButtons({ node, definition }: { readonly node: NodeId; readonly definition: NodeDefinition }) {
  const names = useDocument(({ document }) => sweepable(document, ownCatalog(document), node).join(' '));
  const params = names === '' ? [] : names.split(' ');
  if (params.length === 0) return null;
  const [first] = params;
  return (
    <p className={styles.buttons}>
      {first === undefined || first === TYPE ? null : (
        <LinkButton
          onClick={() => askSweep(node, first)}
          title="Trains the graph with each of them and compares the runs"
        >
          Try several values…
        </LinkButton>
      )}
      {params.includes(TYPE) ? (
        <LinkButton
          onClick={() => askSweep(node, TYPE)}
          title="Trains the graph with each of them in the place of this node and compares the runs"
        >
          {definition.role === 'optimizer' ? 'Try all optimizers…' : 'Try other types…'}
        </LinkButton>
      ) : null}
    </p>
  );
}
