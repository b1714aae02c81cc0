/*
 * The history that was kept beside a draft. Storage can be damaged, and a step that does not fit would tear the
 * document when it is undone: the steps are walked to both ends and back, and those that fail are left out.
 */
import { isObject } from '../../base/json.ts';
import type { History, Step } from '../../graph/history.ts';
import { parseDocument } from '../../graph/parse.ts';
import { applyPatches, type Patches } from '../../graph/patches.ts';
import { serializeDocument } from '../../graph/serialize.ts';
import type { GraphDocument } from '../../graph/types.ts';
import type { StoredDraft } from './drafts.ts';
import { readDraft } from './read-draft.ts';
import type { StepLog, StoredStep } from './step-log.ts';

export interface Restored {
  readonly history: History;
  readonly log: StepLog;
}

/** The steps that led to this document, and those that were undone; undefined if none of them can be used. */
export function restoreSteps(stored: StoredDraft, document: GraphDocument): Restored | undefined {
  const steps = (stored.steps ?? []).filter(isStoredStep).toSorted((a, b) => a.serial - b.serial);
  const done = doneOf(stored);
  if (done === undefined || steps.length === 0 || !isStored(stored, document)) return undefined;
  const behind = steps.filter(({ serial }) => serial <= done);
  const ahead = steps.filter(({ serial }) => serial > done);
  // The last step that was done has to be there, or those before it would be undone in its place.
  const past = (behind.at(-1)?.serial ?? 0) === done && canBeUndone(document, behind) ? behind : [];
  const future = canBeRedone(document, ahead) ? ahead.toReversed() : [];
  if (past.length + future.length === 0) return undefined;
  const asSteps = (list: readonly StoredStep[]): readonly (readonly [Step, number])[] =>
    list.map(({ label, patches, inverse, serial }) => [{ label, patches, inverse }, serial]);
  const [before, after] = [asSteps(past), asSteps(future)];
  return {
    history: {
      document,
      past: before.map(([step]) => step),
      future: after.map(([step]) => step),
      gesture: undefined,
    },
    log: {
      serials: new Map([...before, ...after]),
      last: Math.max(...steps.map(({ serial }) => serial)),
      isAll: before.length + after.length === stored.steps?.length,
    },
  };
}

/** The number of the step that was done last, as the latest write of the draft says. */
function doneOf({ record, operations }: StoredDraft): number | undefined {
  const latest = operations.at(-1) ?? record;
  return isObject(latest) && typeof latest.done === 'number' ? latest.done : undefined;
}

/** Whether the document is what is stored: another tab may have written since it was read. */
function isStored(stored: StoredDraft, document: GraphDocument): boolean {
  const reading = readDraft(stored);
  return reading.state === 'readable' && serializeDocument(reading.document) === serializeDocument(document);
}

const canBeUndone = (document: GraphDocument, past: readonly Step[]): boolean =>
  leadsBack(
    document,
    past.map(({ inverse }) => inverse).toReversed(),
    past.map(({ patches }) => patches),
  );

const canBeRedone = (document: GraphDocument, ahead: readonly Step[]): boolean =>
  leadsBack(
    document,
    ahead.map(({ patches }) => patches),
    ahead.map(({ inverse }) => inverse).toReversed(),
  );

/** Whether the first way leads through sound documents to one that can be read, and the second way back from there. */
function leadsBack(document: GraphDocument, there: readonly Patches[], back: readonly Patches[]): boolean {
  const isSound = createSoundness();
  try {
    let at = document;
    for (const patches of there) {
      at = applyPatches(at, patches);
      if (!isSound(at)) return false;
    }
    if (!parseDocument(serializeDocument(at)).ok) return false;
    for (const patches of back) at = applyPatches(at, patches);
    return serializeDocument(at) === serializeDocument(document);
  } catch {
    // Steps that cannot be taken are none.
    return false;
  }
}

/** Whether a document's lists hold what belongs in them; an entry that several documents share is looked at once. */
function createSoundness(): (document: GraphDocument) => boolean {
  const sound = new WeakSet();
  const all = (list: unknown, fits: (entry: Readonly<Record<string, unknown>>) => boolean): boolean =>
    Array.isArray(list) &&
    list.every((entry: unknown) => {
      if (!isObject(entry)) return false;
      if (!sound.has(entry) && !fits(entry)) return false;
      sound.add(entry);
      return true;
    });
  return (document) =>
    typeof document.name === 'string' &&
    all(document.nodes, ({ id, type, position }) => isText(id) && isText(type) && Array.isArray(position)) &&
    all(document.edges, ({ from, to }) => isText(from) && isText(to));
}

const isText = (value: unknown): boolean => typeof value === 'string';

const isStoredStep = (found: unknown): found is StoredStep =>
  isObject(found) &&
  typeof found.serial === 'number' &&
  typeof found.label === 'string' &&
  [found.patches, found.inverse].every(
    (patches) =>
      Array.isArray(patches) && patches.every((patch: unknown) => isObject(patch) && Array.isArray(patch.path)),
  );
