/** Beside the curves, where there is room: what the network answers, and the reading of the run. */
import { Output } from '../output/output.tsx';
import { ReadingCard } from '../reading/reading-card.tsx';
import styles from './curves-companions.module.css';

/** Widths, in pixels, from which the picture and then the card stand beside the curves. */
const ROOM_FOR_PICTURE = 700;
const ROOM_FOR_CARD = 880;

export function CurvesCompanions({ width }: { readonly width: number }) {
  return (
    <>
      {width >= ROOM_FOR_PICTURE ? (
        <aside className={styles.companion} aria-label="What the network answers">
          <Output companion />
        </aside>
      ) : null}
      {width >= ROOM_FOR_CARD ? (
        <div className={styles.card}>
          <ReadingCard />
        </div>
      ) : null}
    </>
  );
}
