/** Which plots stand side by side in a width. */
export type PlotKind = 'loss' | 'metric' | 'rate';

/** From these widths on two plots stand side by side, and all three. */
const ROOM_FOR_TWO = 380;
const ROOM_FOR_THREE = 660;
/** Without the names and figures of their curves above them. */
const ROOM_FOR_THREE_UNNAMED = 540;
/** What the list of several runs takes: its names, and a column for each plot. */
const NAMES = 130;
const COLUMN = 56;

interface Wanted {
  readonly comparing: boolean;
  /** Something is measured beside the loss. */
  readonly metric: boolean;
  /** The plot that is wanted where there is room for one, and the small one where there is for two. */
  readonly only: PlotKind;
  readonly aside: 'metric' | 'rate';
}

interface Shown {
  readonly room: 'one' | 'two' | 'three';
  readonly shown: readonly [PlotKind, ...PlotKind[]];
}

export function plotsIn(width: number, { comparing, metric, only, aside }: Wanted): Shown {
  const free = (plots: number) => (comparing ? width - NAMES - plots * COLUMN : width);
  if (free(3) >= (comparing ? ROOM_FOR_THREE_UNNAMED : ROOM_FOR_THREE))
    return { room: 'three', shown: metric ? ['loss', 'metric', 'rate'] : ['loss', 'rate'] };
  if (free(2) >= ROOM_FOR_TWO) return { room: 'two', shown: ['loss', metric ? aside : 'rate'] };
  return { room: 'one', shown: [only === 'metric' && !metric ? 'loss' : only] };
}
