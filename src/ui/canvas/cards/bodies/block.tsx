/** A block names the layers that it holds, in the order in which they were drawn, from left to right. */
import { blockOf } from '../../../../graph/blocks.ts';
import type { Block } from '../../../../graph/types.ts';
import { useDocument } from '../../../stores/document.ts';
import { ownCatalog } from '../../../stores/own-catalog.ts';
import styles from './block.module.css';
import type { BodyProps } from './body-props.ts';

export function BlockBody({ view: { node } }: BodyProps) {
  const inside = useDocument(({ document }) => {
    const catalog = ownCatalog(document);
    return inWords(blockOf(document, node.type), (type) => ['layer', 'block'].includes(catalog.get(type)?.role ?? ''));
  });
  return (
    <p className={styles.inside} title={inside}>
      {inside}
    </p>
  );
}

function inWords(block: Block | undefined, isPart: (type: string) => boolean): string {
  const parts = (block?.nodes ?? []).filter(({ type }) => isPart(type));
  if (parts.length === 0) return 'Nothing inside yet';
  return parts
    .toSorted((a, b) => a.position[0] - b.position[0])
    .map(({ type, label }) => label ?? type)
    .join(' → ');
}
