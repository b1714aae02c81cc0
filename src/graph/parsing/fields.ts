/** Reading one object of the file: what is missing is filled in, what cannot be used is set aside. */
import { isObject } from '../../base/json.ts';
import { MAX_DEPTH } from '../limits.ts';
import type { Findings } from './issues.ts';
import { describe } from './issues.ts';

export type Raw = Readonly<Record<string, unknown>>;

/** Where a value goes that cannot stand in its own place: it is saved again with the file. */
const ASIDE = 'unreadable';

/** Moves `record[key]` into `record.unreadable[key]`, and says so. */
export function setAside(record: Raw, key: string, expected: string, path: string, findings: Findings): Raw {
  const { [key]: value, [ASIDE]: aside, ...rest } = record;
  const before = aside === undefined ? {} : isObject(aside) ? aside : { [ASIDE]: sunk(aside) };
  const message = `Expected ${expected}, found ${describe(value)}. The value was moved to "${ASIDE}".`;
  findings.warn(
    path === '' ? key : `${path}.${key}`,
    message,
    `Give "${key}" a new value, or repair the file by hand.`,
  );
  return { ...rest, [ASIDE]: { ...before, [key]: sunk(value) } };
}

/** Levels above a value that was set aside: document, list of nodes, node, `unreadable`. */
const LEVELS_ABOVE = 4;

/** Set aside, a value stands one level deeper. Where that is one too many for the file to open again, its text is kept. */
const sunk = (value: unknown): unknown => (depthOf(value) + LEVELS_ABOVE > MAX_DEPTH ? JSON.stringify(value) : value);

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce<number>((most, each) => Math.max(most, depthOf(each)), 0);
}

interface Optional {
  readonly key: string;
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
}

/** Keeps the optional fields that fit and sets the others aside. */
export function checkOptional(record: Raw, optional: readonly Optional[], path: string, findings: Findings): Raw {
  let checked = record;
  for (const { key, expected, fits } of optional) {
    if (!Object.hasOwn(checked, key) || fits(checked[key])) continue;
    checked = setAside(checked, key, expected, path, findings);
  }
  return checked;
}

export const isText = (value: unknown): value is string => typeof value === 'string';
/** Two finite numbers, such as a place. */
export function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
}
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
