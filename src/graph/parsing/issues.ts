import { count } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';

/** What parsing has to say about a file: where, what was found and expected, and what to do. */
export interface ParseIssue {
  /** As in `nodes[3].params.units`; `line 3, column 7` where the text itself is broken; `document` for the whole. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
  /** The file is sound, but of a version that only a newer Edgewise reads. */
  readonly newer?: true;
}

export const issueLine = ({ path, message, hint }: ParseIssue): string => `${path}: ${message} ${hint}`;

/** A file can be wrong ten thousand times; nobody reads that many lines. */
const MOST = 100;
/** Characters of one message, whatever stands in the file. */
const LONGEST = 600;

export interface Findings {
  /** Something that was repaired or that the user should know; the document opens. */
  warn(path: string, message: string, hint: string): void;
  /** Something that keeps the document from opening. */
  refuse(path: string, message: string, hint: string, more?: Pick<ParseIssue, 'newer'>): void;
  warnings(): readonly ParseIssue[];
  refusals(): readonly ParseIssue[];
}

export function createFindings(): Findings {
  const warnings = new Collected();
  const refusals = new Collected();
  return {
    warn: (path, message, hint) => warnings.add({ path, message, hint }),
    refuse: (path, message, hint, more = {}) => refusals.add({ path, message, hint, ...more }),
    warnings: () => warnings.list(),
    refusals: () => refusals.list(),
  };
}

class Collected {
  private readonly issues: ParseIssue[] = [];
  private more = 0;

  add(issue: ParseIssue): void {
    if (this.issues.length === MOST) this.more += 1;
    else {
      const { path, message, hint, ...more } = issue;
      this.issues.push({
        path: shorten(path, LONGEST),
        message: shorten(message, LONGEST),
        hint: shorten(hint, LONGEST),
        ...more,
      });
    }
  }

  list(): readonly ParseIssue[] {
    if (this.more === 0) return this.issues;
    const message = `And ${count(this.more)} more messages like these.`;
    return [...this.issues, { path: 'document', message, hint: 'Look at the ones above first.' }];
  }
}

/** Longer keys of a path are cut. */
const LONGEST_KEY = 80;

/** `nodes[3]`, `params.units`, `params["learning rate"]`. */
export function pathOf(keys: readonly (string | number)[]): string {
  let path = '';
  for (const key of keys) {
    if (typeof key === 'number') path += `[${key}]`;
    else if (key.length > LONGEST_KEY || !/^[A-Za-z_$][\w$]*$/.test(key)) path += `[${JSON.stringify(shorten(key))}]`;
    else path += path === '' ? key : `.${key}`;
  }
  return path === '' ? 'document' : path;
}

/** A JSON value in a few words, for "found …". */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return `the text ${JSON.stringify(shorten(value))}`;
  if (typeof value === 'number') return `the number ${value}`;
  return value === true ? 'true' : 'false';
}
