/* Puts a link that carries the graph into the clipboard. */
import { serializeDocument } from '../../graph/serialize.ts';
import { graphFragment } from '../../interop/share-link.ts';
import { shellStore } from '../shell/shell-store.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';
import { downloadDocument } from './download.ts';

const BANNER = 'too-large-for-a-link';

export async function shareLink(): Promise<void> {
  const { showBanner, hideBanner } = shellStore.getState();
  hideBanner(BANNER);
  const fragment = await graphFragment(serializeDocument(documentStore.getState().whole));
  if (!fragment.ok) {
    showBanner({
      id: BANNER,
      text: fragment.error,
      actions: [
        { label: 'Save as a file', run: downloadDocument },
        { label: 'Close', run: () => hideBanner(BANNER) },
      ],
    });
    return;
  }
  const { origin, pathname } = window.location;
  const link = `${origin}${pathname}${fragment.value}`;
  try {
    await navigator.clipboard.writeText(link);
    announce(
      `Link copied (${link.length.toLocaleString('en')} characters). It holds the whole graph; nothing is uploaded. Later changes need a new link.`,
      'info',
    );
  } catch {
    // The address bar is a place from which everybody can copy; replacing it opens nothing.
    history.replaceState(history.state, '', link);
    announce(
      'The browser does not let this page use the clipboard. The link is in the address bar: copy it there.',
      'info',
    );
  }
}
