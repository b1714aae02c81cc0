/* Says what becomes of a graph that several tabs have open. */
import { shorten } from '../../base/text.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';
import type { Desk } from './desk-parts.ts';

const BANNER = 'elsewhere';
const LONGEST_NAME = 60;

const name = (): string => `“${shorten(documentStore.getState().whole.name, LONGEST_NAME)}”`;

/** As long as this tab shows what is done in another one. */
export function tellFollowing(desk: Desk | undefined): void {
  if (desk === undefined) return shellStore.getState().hideBanner(BANNER);
  shellStore.getState().showBanner({
    id: BANNER,
    text: `${name()} is open in another tab. This tab shows what is done there, and changes nothing.`,
    actions: [
      { label: 'Edit here', run: () => void desk.takeOver() },
      { label: 'Work on a copy', run: desk.copy },
    ],
  });
}

export function tellCopied(why: 'led' | 'asked'): void {
  const text = `This tab works on a copy, ${name()}; both are kept.`;
  announce(why === 'asked' ? text : `Another tab has taken the graph over. ${text}`, 'info');
}

export function tellAside(copy: string): void {
  announce(
    `Another tab has taken over the graph that you left. Your changes to it are kept under Recent as “${shorten(copy, LONGEST_NAME)}”.`,
    'info',
  );
}

export function tellLeading(why: 'closed' | 'asked'): void {
  announce(
    why === 'asked'
      ? `You edit ${name()} here now; the other tab shows what you do.`
      : `The other tab was closed: you edit ${name()} here now.`,
    'info',
  );
}
