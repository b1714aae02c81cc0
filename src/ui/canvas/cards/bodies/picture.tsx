/** A card whose body is the node's living picture. */
import { NodePicture } from '../../../pictures/index.tsx';
import styles from './bodies.module.css';
import type { BodyProps } from './body-props.ts';

export function PictureBody({ view: { node, definition } }: BodyProps) {
  return (
    <div className={styles.picture} data-role={definition.role}>
      <NodePicture nodeId={node.id} size="card" />
    </div>
  );
}
