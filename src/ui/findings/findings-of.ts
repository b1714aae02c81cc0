/** What the rules say of the run that is loaded, in the form in which the page shows problems. */
import { catalog } from '../../catalog/index.ts';
import type { Diagnostic } from '../../compiler/types.ts';
import { plainOf } from '../../compiler/types.ts';
import { seenDiagnostic } from '../../compiler/blocks/seen-from.ts';
import type { diagnose, Finding } from '../../diagnosis/index.ts';
import type { DocumentState, RunState } from '../stores/types.ts';
import { isLoaded } from './is-loaded.ts';

export type Diagnose = typeof diagnose;

const NONE: readonly Diagnostic[] = [];

/** A run of another graph than the one on the screen finds nothing. */
export function findingsOf(documents: DocumentState, run: RunState, find: Diagnose): readonly Diagnostic[] {
  const { document, compilation } = plainOf(documents);
  const program = compilation.programs.find(({ id }) => id === run.program);
  if (program === undefined || !isLoaded(documents, run)) return NONE;
  const { wires } = run.readings;
  const history = (run.history.wires ?? []).filter((each) => each.run === run.run);
  const late = wires !== undefined && wires.run === run.run && history.at(-1)?.step !== wires.step ? [wires] : [];
  const found = find({
    document,
    compilation,
    catalog,
    program,
    readings: [...history, ...late].map(({ step, value }) => ({ step, wires: value })),
    epochs: run.epochPoints,
    data: run.data,
    step: run.step,
    stepsPerEpoch: run.stepsPerEpoch,
    done: run.done,
    fault: run.fault,
  });
  // What the compiler says of the graph stands in the list already.
  const { plain } = documents.compilation;
  const told = found.filter(({ ofGraph }) => ofGraph !== true).map(asDiagnostic);
  return plain === undefined ? told : told.map((each) => seenDiagnostic(each, plain));
}

const asDiagnostic = ({ rule, title, severity, node, wire, param, evidence, advice, fixes }: Finding): Diagnostic => ({
  severity,
  code: rule,
  node,
  ...(wire !== undefined && { edge: wire }),
  ...(param !== undefined && { param }),
  message: `${title}. ${evidence}`,
  hint: advice,
  fixes,
});
