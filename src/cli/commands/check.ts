import { plural } from '../../base/format.ts';
import { shorten } from '../../base/text.ts';
import { countFindings } from '../../compiler/diagnostics.ts';
import { Failure } from '../failure.ts';
import { print, printJson } from '../print.ts';
import { formatDiagnostic, readGraph } from '../read.ts';

/** Prints what the compiler says; fails if there is an error. */
export function check(file: string, { json }: { json?: boolean }): void {
  const { compilation, warnings } = readGraph(file);
  const { diagnostics, programs } = compilation;
  const errors = countFindings(diagnostics.filter(({ severity }) => severity === 'error'));
  if (json === true) {
    for (const message of warnings) printJson({ type: 'warning', message });
    for (const { fixes = [], ...diagnostic } of diagnostics) {
      printJson({ type: 'diagnostic', ...shortened(diagnostic), fixes: fixes.map(({ label }) => label) });
    }
    printJson({
      type: 'done',
      errors,
      diagnostics: countFindings(diagnostics),
      programs: programs.map(({ id }) => id),
    });
  } else {
    for (const message of warnings) print(`warning  ${message}`);
    for (const diagnostic of diagnostics) print(formatDiagnostic(diagnostic));
    print(
      errors > 0
        ? `${plural(errors, 'error')}.`
        : `No errors; ${programs.length} to train: ${programs.map(({ id }) => id).join(', ') || 'nothing'}.`,
    );
  }
  if (errors > 0) throw new Failure('');
}

/** A file may name ports and params as long as it likes; a line stays one that can be read. */
const shortened = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? shorten(value, 600) : value,
    ]),
  );
