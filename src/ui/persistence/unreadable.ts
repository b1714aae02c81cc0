/*
 * Drafts that cannot be read: damaged ones are moved aside, those of a newer version stay where they are.
 * Each is told in a banner, one after the other, until its owner has downloaded it or let it go.
 */
import { errorMessage } from '../../base/invariant.ts';
import { shorten } from '../../base/text.ts';
import { shellStore } from '../shell/shell-store.ts';
import { announce } from '../stores/view-state.ts';
import type { Claim } from './claim.ts';
import type { DamagedDraft, Drafts } from './drafts.ts';
import { download, fileName } from './download.ts';
import { readDraft } from './read-draft.ts';

const BANNER = 'unreadable';

/** One banner: what happened, and what its buttons do besides closing it. */
interface Case {
  readonly text: string;
  readonly download: () => void;
  readonly letGo: { readonly label: string; readonly run: () => void };
}

/** Keeps drafts aside that could not be read, and tells of them and of those from earlier visits. */
export async function tellUnreadable(drafts: Drafts, unreadable: Claim['unreadable']): Promise<void> {
  const cases: Case[] = [];
  const damaged = new Map<string, DamagedDraft>();
  for (const { id, reading } of unreadable) {
    const { name, text, reason } = reading;
    if (reading.state === 'newer') cases.push(newerCase(name, text, reason));
    else damaged.set(id, { id, name, text, reason: shorten(reason, 200), downloaded: false });
  }
  for (const each of damaged.values()) {
    // Where nothing can be written it stays among the drafts, and is told again at the next visit.
    await drafts.setAside(each, (draft) => readDraft(draft).state === 'damaged').catch(() => {});
  }
  // Those of earlier visits wait for another one, too.
  for (const each of await drafts.damaged().catch(() => [])) damaged.set(each.id, each);
  cases.push(...[...damaged.values()].map((each) => damagedCase(drafts, each)));
  tell(cases, cases.length);
}

function damagedCase(drafts: Drafts, { id, name, text, reason }: DamagedDraft): Case {
  const tellUndeleted = (cause: unknown) =>
    announce(
      `What is left of “${name}” could not be deleted: ${errorMessage(cause)}. You are asked again at the next visit.`,
      'warning',
    );
  return {
    text: `The graph “${name}” that this browser kept cannot be read any more: ${reason} You go on with another graph. What is left of this one is kept until you download or delete it.`,
    download() {
      download(text, fileName(`${name} damaged`));
      // Not noted, it is offered again.
      void drafts.markDownloaded(id).catch(() => {});
    },
    letGo: { label: 'Delete it', run: () => void drafts.forget(id).catch(tellUndeleted) },
  };
}

function newerCase(name: string, text: string, reason: string): Case {
  return {
    text: `The graph “${name}” was kept by a newer Edgewise: ${reason} It stays in this browser as it is, and you go on with another graph. Reload the page to get the newer Edgewise.`,
    download: () => download(text, fileName(name)),
    letGo: { label: 'Dismiss', run: () => {} },
  };
}

/** Shows the first of these, and the next when it is dealt with. */
function tell(cases: readonly Case[], all: number): void {
  const { showBanner, hideBanner } = shellStore.getState();
  const [first, ...rest] = cases;
  if (first === undefined) return hideBanner(BANNER);
  const then = (run: () => void) => () => {
    run();
    tell(rest, all);
  };
  showBanner({
    id: BANNER,
    text: all === 1 ? first.text : `${all - rest.length} of ${all}: ${first.text}`,
    actions: [
      { label: 'Download it', run: then(first.download) },
      { label: first.letGo.label, run: then(first.letGo.run) },
    ],
  });
}
