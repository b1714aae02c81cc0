/*
 * Reads the list of frames. Frames only say what belongs together, so that nothing about them keeps a file from
 * opening: what is none is set aside with the file.
 */
import { isObject } from '../../base/json.ts';
import { shorten } from '../../base/text.ts';
import { MAX_FRAMES } from '../limits.ts';
import type { FrameId, GraphFrame } from '../types.ts';
import { freshId, isUsableId } from '../unique-id.ts';
import type { Raw } from './fields.ts';
import { checkOptional, isPair, isText, setAside } from './fields.ts';
import type { Findings } from './issues.ts';
import { describe } from './issues.ts';

interface ReadFrames {
  readonly frames: readonly GraphFrame[] | undefined;
  /** The document without its frames, and with what had to be set aside. */
  readonly rest: Raw;
}

const OPTIONAL = [
  { key: 'colour', expected: 'the name of a colour', fits: isText },
  { key: 'position', expected: 'two numbers [x, y]', fits: isPair },
  { key: 'size', expected: 'two numbers [width, height] above 0', fits: isSize },
];

export function readFrames(raw: Raw, findings: Findings): ReadFrames {
  const { frames: list, ...others } = raw;
  if (list === undefined) return { frames: undefined, rest: others };
  if (!Array.isArray(list) || list.length > MAX_FRAMES || !list.every(isObject)) {
    const expected = `a list of at most ${MAX_FRAMES} frames { "id", "title" }`;
    return { frames: undefined, rest: setAside(raw, 'frames', expected, '', findings) };
  }
  const entries: readonly Raw[] = list;
  const taken = new Set<FrameId>();
  const frames = entries.map((entry, i) => readFrame(entry, `frames[${i}]`, taken, findings));
  return { frames, rest: others };
}

function readFrame(raw: Raw, path: string, taken: Set<FrameId>, findings: Findings): GraphFrame {
  let entry = checkOptional(raw, OPTIONAL, path, findings);
  const { id: wish, title: written } = entry;
  if (written !== undefined && !isText(written)) entry = setAside(entry, 'title', 'text', path, findings);
  const keeps = isText(wish) && isUsableId(wish) && !taken.has(wish);
  const id = keeps ? wish : freshId(isText(wish) ? wish : 'frame', taken);
  taken.add(id);
  if (!keeps) {
    const twice = isText(wish) && isUsableId(wish);
    const message = twice
      ? `Two frames are called "${shorten(wish)}"; this one was renamed to "${id}".`
      : `Expected the id of a frame as text, found ${describe(wish)}. It became "${id}".`;
    findings.warn(`${path}.id`, message, 'Nodes name the frame they stand in: check which they mean.');
  }
  return { ...entry, id, title: isText(written) ? written : id };
}

function isSize(value: unknown): boolean {
  return isPair(value) && value[0] > 0 && value[1] > 0;
}
