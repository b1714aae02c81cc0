/** Reads a graph file and compiles it; everything that is wrong with it becomes a readable failure. */
import { readFileSync } from 'node:fs';
import { errorMessage } from '../base/invariant.ts';
import { catalog } from '../catalog/index.ts';
import { compile } from '../compiler/compile.ts';
import type { Compilation, Diagnostic, Program } from '../compiler/types.ts';
import { parseDocument } from '../graph/parse.ts';
import type { GraphDocument } from '../graph/types.ts';
import { Failure } from './failure.ts';

export interface ReadFile {
  readonly document: GraphDocument;
  readonly compilation: Compilation;
  /** What parsing had to repair or wants to point out. */
  readonly warnings: readonly string[];
}

export interface Overrides {
  readonly seed?: number | undefined;
}

export function readGraph(file: string, overrides: Overrides = {}): ReadFile {
  const parsed = parseDocument(readText(file));
  if (!parsed.ok) {
    const issues = parsed.error.map(
      ({ path, message, hint }) => `  ${path === '' ? '' : `${path}: `}${message} ${hint}`,
    );
    throw new Failure(`${file} cannot be opened.\n${issues.join('\n')}`);
  }
  const { document, warnings } = parsed.value;
  const seeded = overrides.seed === undefined ? document : { ...document, seed: overrides.seed };
  return {
    document: seeded,
    compilation: compile(seeded, catalog),
    warnings: warnings.map(({ path, message, hint }) => `${path}: ${message} ${hint}`),
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (thrown) {
    throw new Failure(`${file} cannot be read: ${errorMessage(thrown)}`);
  }
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
  const place = node === undefined ? '' : `${node}${port === undefined ? '' : `.${port}`}: `;
  return `${severity}  ${place}${message} ${hint}  [${code}]`;
}
