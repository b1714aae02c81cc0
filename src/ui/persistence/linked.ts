/*
 * A graph that came in the address. It is shown without being kept: the drafts of this browser stay as they
 * are until it is changed, and only then it becomes one of them.
 */
import { shorten } from '../../base/text.ts';
import type { GraphDocument } from '../../graph/types.ts';
import { shellStore } from '../shell/shell-store.ts';
import { readDocument, tell } from './read-document.ts';

const BANNER = 'linked';
const LONGEST_NAME = 60;

/** The graph in the page's address; undefined, and said why, if there is none that can be read. */
export async function linkedDocument({ hash } = window.location): Promise<GraphDocument | undefined> {
  if (hash.length < 2) return undefined;
  const { carriesGraph, graphInLink } = await import('../../interop/share-link.ts');
  if (!carriesGraph(hash)) return undefined;
  const text = await graphInLink(hash);
  if (text.ok) return readDocument(text.value, 'The graph in the link');
  tell('The link was not opened. Your graph is as it was.', [text.error]);
  return undefined;
}

/** Says where the graph comes from and what happens to it. */
export function tellLinked(document: GraphDocument, keep: () => void): void {
  shellStore.getState().showBanner({
    id: BANNER,
    text: `${shorten(document.name, LONGEST_NAME)} came with a link. Look around and train it; it is kept in this browser once you change it.`,
    actions: [
      { label: 'Keep it', run: keep },
      { label: 'Back to my own graph', run: leaveLink },
    ],
  });
}

/** The graph is the user's own from now on: another look at the address opens what was kept. */
export function forgetLink(): void {
  shellStore.getState().hideBanner(BANNER);
  history.replaceState(history.state, '', window.location.pathname + window.location.search);
}

function leaveLink(): void {
  forgetLink();
  window.location.reload();
}

/** A link that is put into the address of an open page opens as in a new one, when what is open is stored. */
export function followLinks(flush: () => Promise<void>): void {
  window.addEventListener('hashchange', () => {
    const { hash } = window.location;
    void import('../../interop/share-link.ts').then(async ({ carriesGraph }) => {
      if (!carriesGraph(hash)) return;
      await flush();
      window.location.reload();
    });
  });
}
