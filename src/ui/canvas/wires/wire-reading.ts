/** What stands on a wire at rest, known from the graph alone, and how much room its instrument has. */
import { compact, plural } from '../../../base/format.ts';
import { formatShape } from '../../../base/shape.ts';
import type { TargetInfo } from '../../../catalog/define/index.ts';
import type { Carried } from '../../../compiler/types.ts';
import type { Detail } from '../view/lod.ts';

/** `3 classes`, `1 value`, `10 labels`. */
export function targetsInWords({ kind, names }: TargetInfo): string {
  if (kind === 'classes') return plural(names.length, 'class', 'classes');
  return plural(names.length, kind === 'values' ? 'value' : 'label');
}

/** The chip of a wire while nothing is measured; `undefined` for wires that stay bare. */
export function restingText(carries: Carried): string | undefined {
  if (carries.what === 'features' || carries.what === 'activation') return formatShape(carries.shape);
  if (carries.what === 'targets') return targetsInWords(carries.info);
  return carries.what === 'schedule' ? compact(carries.start) : undefined;
}

/** Room that the instrument needs beside the ports, with everything on it and with shape and histogram only. */
export const ROOM_FOR_ALL = 92;
export const ROOM_FOR_BARS = 76;
/** Room for the health mark and the histogram alone. */
export const ROOM_FOR_MARK = 54;

/**
 * How much stands on a wire, in steps: everything; shape and histogram; the histogram; the shape. From further away
 * figures could not be read, so there the histogram comes first.
 */
export type InstrumentSize = 'full' | 'slim' | 'bars' | 'small';

export function instrumentSize(room: number, detail: Detail): InstrumentSize {
  if (detail !== 'near') return room >= ROOM_FOR_MARK ? 'bars' : 'small';
  return room >= ROOM_FOR_ALL ? 'full' : room >= ROOM_FOR_BARS ? 'slim' : room >= ROOM_FOR_MARK ? 'bars' : 'small';
}

/** Room that an instrument needs with the shape alone. */
const ROOM_FOR_SHAPE = 46;

/**
 * How far an instrument may grow while the canvas is zoomed out, so that it stays readable. What it shows is chosen
 * by the room there is; the shape alone still has to stand between the cards.
 */
export const largestScale = (room: number): number =>
  Math.round(Math.min(LARGEST_SCALE, Math.max(1, room / ROOM_FOR_SHAPE)) * 100) / 100;

/** Beyond this, instruments would outgrow the cards. */
export const LARGEST_SCALE = 1.5;
