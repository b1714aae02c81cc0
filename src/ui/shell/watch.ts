import { watchRun } from '../stores/run.ts';

/** Side of the decision-boundary picture in cells. */
const RESOLUTION = 64;

/** Asks for measurements while the page can be seen, and for none in a hidden tab: training itself goes on. */
export function watchWhileVisible(): void {
  const tell = () => {
    const visible = document.visibilityState === 'visible';
    watchRun({ frames: visible, output: visible, resolution: RESOLUTION });
  };
  document.addEventListener('visibilitychange', tell);
  tell();
}
