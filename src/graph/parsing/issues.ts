/** What parsing has to say about a file: where, what was found and expected, and what to do. */
export interface ParseIssue {
  /** As in `nodes[3].params.units`; `line 3, column 7` where the text itself is broken; `document` for the whole. */
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/** A file can be wrong ten thousand times; nobody reads that many lines. */
const MOST = 100;

export interface Findings {
  /** Something that was repaired or that the user should know; the document opens. */
  warn(path: string, message: string, hint: string): void;
  /** Something that keeps the document from opening. */
  refuse(path: string, message: string, hint: string): void;
  warnings(): readonly ParseIssue[];
  refusals(): readonly ParseIssue[];
}

export function createFindings(): Findings {
  const warnings = new Collected();
  const refusals = new Collected();
  return {
    warn: (path, message, hint) => warnings.add({ path, message, hint }),
    refuse: (path, message, hint) => refusals.add({ path, message, hint }),
    warnings: () => warnings.list(),
    refusals: () => refusals.list(),
  };
}

class Collected {
  private readonly issues: ParseIssue[] = [];
  private more = 0;

  add(issue: ParseIssue): void {
    if (this.issues.length < MOST) this.issues.push(issue);
    else this.more += 1;
  }

  list(): readonly ParseIssue[] {
    if (this.more === 0) return this.issues;
    const message = `There are ${this.more} more messages like these.`;
    return [...this.issues, { path: 'document', message, hint: 'Look at the ones above first.' }];
  }
}

/** `nodes[3]`, `params.units`, `params["learning rate"]`. */
export function pathOf(keys: readonly (string | number)[]): string {
  let path = '';
  for (const key of keys) {
    if (typeof key === 'number') path += `[${key}]`;
    else if (!/^[A-Za-z_$][\w$]*$/.test(key)) path += `[${JSON.stringify(shorten(key))}]`;
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

export const shorten = (text: string, length = 40): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;
