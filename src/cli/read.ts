/** Reads a graph file and compiles it; everything that is wrong with it becomes a readable failure. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { plainMinus } from '../base/format.ts';
import { shorten } from '../base/text.ts';
import { catalog } from '../catalog/index.ts';
import { compile } from '../compiler/compile.ts';
import { plainOf } from '../compiler/types.ts';
import type { Compilation, Diagnostic, Program } from '../compiler/types.ts';
import { MAX_BYTES } from '../graph/limits.ts';
import { issueLine, parseDocument } from '../graph/parse.ts';
import type { GraphDocument } from '../graph/types.ts';
import { HEAD_BYTES, kindInWords, recogniseFile } from '../interop/recognise/recognise-file.ts';
import { Failure, reasonOf } from './failure.ts';
import { isAbsent } from './own-data.ts';

export interface ReadFile {
  readonly document: GraphDocument;
  readonly compilation: Compilation;
  /** What parsing had to repair or wants to point out. */
  readonly warnings: readonly string[];
}

/** The graph that the programs were made of, for whoever looks at training. */
export const plainGraph = ({ document, compilation }: ReadFile): Pick<ReadFile, 'document' | 'compilation'> =>
  plainOf({ document, compilation });

export interface Overrides {
  readonly seed?: number | undefined;
}

export function readGraph(file: string, overrides: Overrides = {}): ReadFile {
  const parsed = parseDocument(readText(file));
  if (!parsed.ok) {
    const [first, ...rest] = parsed.error.map(issueLine);
    throw new Failure([`${file} cannot be opened: ${first}`, ...rest.map((issue) => `  ${issue}`)].join('\n'));
  }
  const { document, warnings } = parsed.value;
  const seeded = overrides.seed === undefined ? document : { ...document, seed: overrides.seed };
  return {
    document: seeded,
    compilation: compile(seeded, catalog, isAbsent(file, seeded)),
    warnings: warnings.map(issueLine),
  };
}

/** Reads no more than the beginning of a file that is no graph, or too large for one. */
function readText(file: string): string {
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    const { size } = fstatSync(opened);
    const head = readHead(opened);
    const kind = recogniseFile(head, file);
    if (kind !== undefined) throw new Failure(`${file} cannot be opened. ${kindInWords(kind)}`);
    if (size > MAX_BYTES) {
      const most = MAX_BYTES / 1024 / 1024;
      throw new Failure(
        `${file} cannot be opened: it is larger than ${most} MiB, the most that a graph file may have.`,
      );
    }
    // From where reading the head has ended.
    return new TextDecoder().decode(Buffer.concat([head, readFileSync(opened)]));
  } catch (thrown) {
    throw thrown instanceof Failure ? thrown : new Failure(`${file} cannot be read: ${reasonOf(thrown)}`);
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** The first bytes; a pipe gives them in pieces. */
function readHead(file: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  let length = 0;
  while (length < HEAD_BYTES) {
    const read = readSync(file, head, length, HEAD_BYTES - length, null);
    if (read === 0) break;
    length += read;
  }
  return head.subarray(0, length);
}

/** The programs of a graph; a graph with errors or without a Train node fails with its diagnostics. */
export function programsOf(file: string, { compilation }: ReadFile): readonly Program[] {
  const errors = compilation.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Failure(`${file} has errors.\n${errors.map(formatDiagnostic).join('\n')}`);
  if (compilation.programs.length === 0) {
    throw new Failure(`${file} has nothing to train: add a Train node and wire a loss and an optimizer to it.`);
  }
  return compilation.programs;
}

export function formatDiagnostic({ severity, code, node, port, message, hint }: Diagnostic): string {
  const place = node === undefined ? '' : `${node}${port === undefined ? '' : `.${shorten(port)}`}: `;
  return plainMinus(`${severity}  ${place}${message} ${hint}  [${code}]`);
}
