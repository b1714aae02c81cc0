/** Beside the curves, where there is room: what the network answers, and the reading of the run. */
import { useRuns } from '../../runs/runs-store.ts';
import { Output } from '../output/output.tsx';
import { ReadingCard } from '../reading/reading-card.tsx';
import styles from './curves-companions.module.css';

/** Widths, in pixels, from which the picture and then the card stand beside the curves. */
const ROOM_FOR_PICTURE = 440;
const ROOM_FOR_CARD = 560;
/** From here on the card has its full width. */
const ROOM_FOR_ALL = 880;

export function CurvesCompanions({ width }: { readonly width: number }) {
  // Several runs laid over each other need all the room, and are not about the present one alone.
  const comparing = useRuns(({ chosen }) => chosen.length > 0);
  if (comparing) return null;
  return (
    <>
      {width >= ROOM_FOR_PICTURE ? (
        <aside className={styles.companion} aria-label="What the network answers">
          <Output companion />
        </aside>
      ) : null}
      {width >= ROOM_FOR_CARD ? (
        <div className={styles.card} data-slim={width < ROOM_FOR_ALL || undefined}>
          <ReadingCard />
        </div>
      ) : null}
    </>
  );
}
