/* Says where weights are from that came with a model, as long as they are those that training starts with. */
import { shellStore } from '../shell/shell-store.ts';
import { forgetImported, importedStore } from '../stores/imported.ts';
import type { Imported } from '../stores/imported.ts';
import { runStore } from '../stores/run.ts';

const BANNER = 'imported-weights';
let following = false;

const beginning = ({ optimizer }: Imported): string =>
  optimizer === undefined
    ? 'Training starts from them'
    : `Training goes on from them after step ${optimizer.step.toLocaleString('en')}, its ${optimizer.type} included`;

/** From now on, whatever is imported is told. */
export function tellOfImported(): void {
  if (following) return;
  following = true;
  importedStore.subscribe(({ imported }) => {
    const { showBanner, hideBanner } = shellStore.getState();
    if (imported === undefined) return hideBanner(BANNER);
    showBanner({
      id: BANNER,
      text: `The weights come from ${imported.source}. ${beginning(imported)}, and Reset brings them back.`,
      actions: [
        {
          label: 'Start with fresh weights',
          run() {
            forgetImported();
            runStore.getState().reload();
          },
        },
        { label: 'Keep them', run: () => hideBanner(BANNER) },
      ],
    });
  });
}
