/** A view is its picture. */
import { NodePicture } from '../../../pictures/index.tsx';
import styles from './bodies.module.css';
import type { BodyProps } from './body-props.ts';

export const ViewBody = ({ view: { node } }: BodyProps) => (
  <div className={styles.view}>
    <NodePicture nodeId={node.id} size="card" />
  </div>
);
