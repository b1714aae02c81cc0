import { watching } from '../stores/watching.ts';

/** Measurements are made while the page can be seen, and none in a hidden tab: training itself goes on. */
export function watchWhileVisible(): void {
  const tell = () => watching.setVisible(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', tell);
  tell();
  // A path can be drawn only of what was kept from the first step on.
  watching.look('landscape', {});
}
