/*
 * What is wrong with the fixes that a document is offered. A fix must be carried out, must make its
 * diagnostic go away, and may create no error. It may uncover one: what stands behind a wire or a node that
 * was left out could not be judged before the fix brought it in.
 */
import type { Diagnostic, Fix } from '../../../src/compiler/types.ts';
import { catalog } from '../../../src/catalog/index.ts';
import { applyCommand } from '../../../src/graph/commands/apply.ts';
import { nodeById } from '../../../src/graph/queries.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { endpoint } from '../../../src/graph/types.ts';
import { compiled } from '../documents.ts';

export interface FixFault {
  /** What kind of fault at what kind of fix, without names and numbers. */
  readonly kind: string;
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  readonly created: readonly Diagnostic[];
}

/** What a diagnostic is about; its words may change with the document. */
const keyOf = ({ code, node = '', within = [], edge = '', port = '', param = '' }: Diagnostic): string =>
  [code, node, ...within, edge, port, param].join(' ');

/** Diagnostics of something that was left out of the graph; their fixes bring it in, or something in its place. */
const LEFT_OUT = new Set([
  'closed-port',
  'cycle',
  'dangling-wire',
  'kind-mismatch',
  'missing-input',
  'muted-required',
  'no-train',
  // How wide a step is cannot be judged where there are none.
  'output-steps',
  'self-wire',
  'shape-mismatch',
  'two-wires',
  'unknown-param',
  'unknown-port',
  'unknown-source',
  'unknown-type',
]);

/** Errors that need a whole graph to be seen: shapes, what a program computes, what it costs. */
const SEEN_BEHIND = new Set([
  'constraint-refuses',
  'initializer-refuses',
  'loss-needs-classes',
  'loss-needs-labels',
  'loss-needs-single-answers',
  'measured-too-late',
  'metric-targets',
  'names-from-a-layer',
  'nothing-to-train',
  'regularizer-refuses',
  'output-rank',
  'output-steps',
  'output-width',
  'shape-mismatch',
  'targets-elsewhere',
  'too-few-steps',
  'too-many-parameters',
  'too-many-units',
  'too-much-memory',
  'two-datasets',
]);

/** Of a muted node and of one whose type is not known, nothing at all is judged. */
function wasDark(document: GraphDocument, { node, edge }: Diagnostic): boolean {
  const ends = edge === undefined ? [] : edge.split('->').map((ref) => endpoint(ref).node);
  return [...(node === undefined ? [] : [node]), ...ends]
    .flatMap((id) => nodeById(document, id) ?? [])
    .some(({ type, muted }) => muted === true || catalog.get(type) === undefined);
}

const plain = (label: string): string =>
  label
    .replaceAll(/\S+\.\S+/g, '…')
    .replaceAll(/^Rename .*/g, 'Rename')
    .replaceAll(/\b[a-z][a-z_]*\d*\b(?= (to|becomes)\b)|−?\d+(\.\d+)?(e[+-]?\d+)?/g, '…');

export function fixFaults(document: GraphDocument): readonly FixFault[] {
  const { diagnostics: before } = compiled(document);
  const known = new Set(before.map(keyOf));
  return before.flatMap((diagnostic) =>
    (diagnostic.fixes ?? []).flatMap((fix): readonly FixFault[] => {
      const fault = (what: string, created: readonly Diagnostic[] = []) => [
        { kind: `${diagnostic.code} / ${plain(fix.label)}: ${what}`, diagnostic, fix, created },
      ];
      const result = applyCommand(document, fix.command);
      if (!result.ok) return fault(`is refused, ${plain(result.error.message)}`);
      const { diagnostics: after } = compiled(result.value.document);
      // Several programs may say the same of one node; each fix is for one of them.
      const alike = (list: readonly Diagnostic[]) => list.filter((each) => keyOf(each) === keyOf(diagnostic)).length;
      if (alike(after) >= alike(before)) return fault('does not help');
      const still = new Set(after.map(keyOf));
      // An error that went along may have hidden one behind it.
      const gone = before.filter((each) => each.severity === 'error' && !still.has(keyOf(each)));
      const uncovers = [diagnostic, ...gone].some(({ code }) => LEFT_OUT.has(code));
      const created = after.filter((each) => {
        if (each.severity !== 'error' || known.has(keyOf(each))) return false;
        // The same fault, told at the node that now stands there; several programs may tell it of one node.
        const times = (list: readonly Diagnostic[]) => list.filter(({ code }) => code === each.code).length;
        if (times(after) <= times(before)) return false;
        // What training needs is not counted where its loss cannot compare what comes.
        const uncounted =
          gone.some(({ code }) => code === 'output-rank') && nodeById(document, each.node ?? '') !== undefined;
        if (each.code === 'too-much-memory' && uncounted) return false;
        return !(uncovers && (SEEN_BEHIND.has(each.code) || wasDark(document, each)));
      });
      const codes = [...new Set(created.map(({ code }) => code))];
      return codes.flatMap((code) => fault(`creates ${code}`, created));
    }),
  );
}
