import { Failure } from '../failure.ts';
import { print, printJson } from '../print.ts';
import { formatDiagnostic, readGraph } from '../read.ts';

/** Prints what the compiler says; fails if there is an error. */
export function check(file: string, { json }: { json?: boolean }): void {
  const { compilation, warnings } = readGraph(file);
  const { diagnostics, programs } = compilation;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (json === true) {
    for (const message of warnings) printJson({ type: 'warning', message });
    for (const { fixes = [], ...diagnostic } of diagnostics) {
      printJson({ type: 'diagnostic', ...diagnostic, fixes: fixes.map(({ label }) => label) });
    }
    printJson({ type: 'done', errors, diagnostics: diagnostics.length, programs: programs.map(({ id }) => id) });
  } else {
    for (const message of warnings) print(`warning  ${message}`);
    for (const diagnostic of diagnostics) print(formatDiagnostic(diagnostic));
    print(
      errors > 0
        ? `${errors} error${errors === 1 ? '' : 's'}.`
        : `No errors; ${programs.length} to train: ${programs.map(({ id }) => id).join(', ') || 'nothing'}.`,
    );
  }
  if (errors > 0) throw new Failure('');
}
