/* What the graph can be exported as. The writers, and the libraries that they need, are loaded when one is asked for. */
import { errorMessage } from '../../base/invariant.ts';
import { viewStore } from '../stores/view.ts';
import type { ExportForm } from './export-model.ts';

export const EXPORTS: readonly { readonly form: ExportForm; readonly label: string }[] = [
  { form: 'keras', label: 'Keras (.keras)' },
  { form: 'python', label: 'Python script' },
  { form: 'tfjs', label: 'TensorFlow.js' },
  { form: 'json-schema', label: 'JSON Schema of graph files' },
];

export function exportAs(form: ExportForm): void {
  import('./models.ts')
    .then(({ exportModel }) => exportModel(form))
    .catch((thrown: unknown) => viewStore.getState().announce(`The export failed: ${errorMessage(thrown)}`, 'warning'));
}
