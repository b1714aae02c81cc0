/* What the graph can be exported as. The writers, and the libraries that they need, are loaded when one is asked for. */
import { errorMessage } from '../../base/invariant.ts';
import type { PictureForm } from '../picture/export-picture.ts';
import { announce } from '../stores/view-state.ts';
import type { ExportForm } from './export-model.ts';

type Form = ExportForm | PictureForm;

export const EXPORTS: readonly { readonly form: Form; readonly label: string }[] = [
  { form: 'keras', label: 'Keras (.keras)' },
  { form: 'python', label: 'Python script' },
  { form: 'tfjs', label: 'TensorFlow.js' },
  { form: 'svg', label: 'Picture (SVG)' },
  { form: 'png', label: 'Picture (PNG)' },
  { form: 'json-schema', label: 'JSON Schema of graph files' },
];

export function exportAs(form: Form): void {
  write(form).catch((thrown: unknown) => announce(`The export failed: ${errorMessage(thrown)}`, 'warning'));
}

async function write(form: Form): Promise<void> {
  if (form === 'svg' || form === 'png') return (await import('../picture/export-picture.ts')).exportPicture(form);
  return (await import('./models.ts')).exportModel(form);
}
