/* The faces of all cards, drawn once outside the window at their natural size, whatever is on the screen and however large. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { shorten } from '../../base/text.ts';
import { CardFace } from '../canvas/cards/node-card.tsx';
import { NoteFace } from '../canvas/cards/note-card.tsx';
import type { CardNode } from '../canvas/view/to-react-flow.ts';
import { useNodeView } from '../stores/node-view.ts';
import styles from './faces.module.css';

function Face({ card: { id, type, data } }: { readonly card: CardNode }) {
  const view = useNodeView(id);
  if (view === undefined) return null;
  return (
    <div className={styles.face} data-face={id} data-title={shorten(view.node.label ?? view.node.type)}>
      {type === 'note' ? <NoteFace view={view} /> : <CardFace view={view} ports={data.ports} />}
    </div>
  );
}

/** Draws the cards, lets what they load arrive, hands their elements over, and takes them away again. */
export async function withFaces<T>(
  cards: readonly CardNode[],
  read: (faces: ReadonlyMap<string, HTMLElement>) => T,
): Promise<T> {
  const host = document.createElement('div');
  host.className = styles.host ?? '';
  host.inert = true;
  document.body.append(host);
  const root = createRoot(host);
  try {
    flushSync(() => root.render(cards.map((card) => <Face key={card.id} card={card} />)));
    await settled(host);
    const faces = new Map<string, HTMLElement>();
    for (const face of host.querySelectorAll<HTMLElement>('[data-face]')) {
      const { firstElementChild: element } = face;
      if (element instanceof HTMLElement) faces.set(face.dataset['face'] ?? '', element);
    }
    return read(faces);
  } finally {
    root.unmount();
    host.remove();
  }
}

/** So long nothing may change until the cards count as drawn, and so long they are waited for at most. */
const QUIET = 150;
const LONGEST = 3_000;

/** Data that pictures show is made in a worker and arrives a little later. */
function settled(host: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      changes.disconnect();
      clearTimeout(last);
      clearTimeout(quiet);
      resolve();
    };
    let quiet = setTimeout(done, QUIET);
    const last = setTimeout(done, LONGEST);
    const changes = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(done, QUIET);
    });
    changes.observe(host, { childList: true, subtree: true, attributes: true, characterData: true });
  });
}
