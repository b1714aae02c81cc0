/* The faces of all cards, drawn once outside the window at their natural size, whatever is on the screen and however large. */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { shorten } from '../../base/text.ts';
import { CardFace } from '../canvas/cards/node-card.tsx';
import { NoteFace } from '../canvas/cards/note-card.tsx';
import type { CardNode } from '../canvas/view/to-react-flow.ts';
import { AllInSight } from '../instruments/in-sight.ts';
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

/** Cards that are drawn at once: the page answers and tells how far it is between them. */
const AT_ONCE = 100;

/** Reads something off the face of every card, some cards at a time. */
export async function readFaces<T>(
  cards: readonly CardNode[],
  read: (card: CardNode, face: HTMLElement | undefined) => T,
  progress: (done: number) => void = () => undefined,
): Promise<ReadonlyMap<string, T>> {
  const found = new Map<string, T>();
  for (let start = 0; start < cards.length; start += AT_ONCE) {
    const some = cards.slice(start, start + AT_ONCE);
    await withFaces(some, (faces) => {
      for (const card of some) found.set(card.id, read(card, faces.get(card.id)));
    });
    progress(Math.min(cards.length, start + AT_ONCE));
  }
  return found;
}

/** What is measured for pictures on cards is measured for these too. */
const Faces = ({ cards }: { readonly cards: readonly CardNode[] }) => (
  <AllInSight value>
    {cards.map((card) => (
      <Face key={card.id} card={card} />
    ))}
  </AllInSight>
);

/** Draws the cards, lets what they load arrive, hands their elements over, and takes them away again. */
async function withFaces(
  cards: readonly CardNode[],
  read: (faces: ReadonlyMap<string, HTMLElement>) => void,
): Promise<void> {
  const host = document.createElement('div');
  host.className = styles.host ?? '';
  host.inert = true;
  document.body.append(host);
  const root = createRoot(host);
  try {
    flushSync(() => root.render(<Faces cards={cards} />));
    await settled(host);
    const faces = new Map<string, HTMLElement>();
    for (const face of host.querySelectorAll<HTMLElement>('[data-face]')) {
      const { firstElementChild: element } = face;
      if (element instanceof HTMLElement) faces.set(face.dataset['face'] ?? '', element);
    }
    read(faces);
  } finally {
    root.unmount();
    host.remove();
  }
}

/** So long nothing may change until the cards count as drawn, and so long they are waited for at most. */
const QUIET = 150;
const LONGEST = 3_000;

/** Data and readings that pictures show are made in a worker and arrive a little later. */
function settled(host: HTMLElement): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      changes.disconnect();
      clearTimeout(last);
      clearTimeout(quiet);
      resolve();
    };
    const rest = () => {
      if (host.querySelector('[data-awaited]') === null) done();
    };
    let quiet = setTimeout(rest, QUIET);
    const last = setTimeout(done, LONGEST);
    const changes = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(rest, QUIET);
    });
    changes.observe(host, { childList: true, subtree: true, attributes: true, characterData: true });
  });
}
