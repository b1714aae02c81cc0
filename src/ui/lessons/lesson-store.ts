/* The lesson of the open graph, and how far it has come: kept for each graph as long as the tab lives. */
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { readLesson, type LessonStep } from '../../graph/lesson.ts';
import { deskStore, useDesk } from '../stores/desk.ts';
import { documentStore, useDocument } from '../stores/document.ts';
import { BEGINNING, fromText, toText, type Progress } from './lesson-progress.ts';

const SESSION_KEY = 'edgewise.lessons';

/** By graph. */
const store = createStore<Readonly<Record<string, Progress>>>()(() => fromText(readSession()));
store.subscribe((all) => writeSession(toText(all)));

/** The draft that the open graph is; where nothing can be stored, the place of its opening among all. */
const keyOf = (id: string | undefined, opened: number): string => id ?? `opened ${opened}`;
const presentKey = (): string => keyOf(deskStore.getState().id, documentStore.getState().opened);

export interface PresentLesson {
  readonly key: string;
  readonly steps: readonly LessonStep[];
  readonly progress: Progress;
  /** Undefined at the end of the lesson. */
  readonly step: LessonStep | undefined;
}

function lessonAt(key: string, steps: readonly LessonStep[], kept: Progress = BEGINNING): PresentLesson {
  // A file of the same graph may have fewer steps by now.
  const progress = kept.at > steps.length ? { ...kept, at: steps.length } : kept;
  return { key, steps, progress, step: steps[progress.at] };
}

/** Without steps where the open graph has no lesson. */
export function presentLesson(): PresentLesson {
  const key = presentKey();
  return lessonAt(key, readLesson(documentStore.getState().whole).steps, store.getState()[key]);
}

export function useLesson(): PresentLesson {
  const steps = useDocument(({ whole }) => readLesson(whole).steps);
  const opened = useDocument((state) => state.opened);
  const key = keyOf(
    useDesk(({ id }) => id),
    opened,
  );
  return lessonAt(
    key,
    steps,
    useStore(store, (all) => all[key]),
  );
}

/** Changes how far the present lesson has come; kept last, so that it is forgotten last. */
export function progressTo(change: (progress: Progress) => Progress): void {
  const { key, progress } = presentLesson();
  const { [key]: _before, ...others } = store.getState();
  store.setState({ ...others, [key]: change(progress) }, true);
}

function readSession(): string | undefined {
  try {
    return sessionStorage.getItem(SESSION_KEY) ?? undefined;
  } catch {
    // Denied storage: lessons begin anew with each load.
    return undefined;
  }
}

function writeSession(text: string): void {
  try {
    sessionStorage.setItem(SESSION_KEY, text);
  } catch {
    // Denied storage: the place is known until the page is loaded again.
  }
}
