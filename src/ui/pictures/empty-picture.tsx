/** Holds a picture's place while there is nothing to draw, and says why. */
import styles from './pictures.module.css';

interface Props {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

export function EmptyPicture({ text, width, height }: Props) {
  return (
    <div className={styles.empty} style={{ aspectRatio: `${width} / ${height}` }}>
      {text}
    </div>
  );
}
