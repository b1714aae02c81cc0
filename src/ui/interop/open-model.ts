/* Opens a model of another program: its graph takes the place of the open one, and its weights come along. */
import { capitalised, shorten } from '../../base/text.ts';
import { catalog } from '../../catalog/index.ts';
import { importModel, MAX_WEIGHTS_BYTES } from '../../interop/import/import-model.ts';
import { documentStore } from '../stores/document.ts';
import { keepImported } from '../stores/imported.ts';
import { tellOfImported } from './imported-banner.ts';

/** Gives what had to be left out, or a sentence that says why it was not opened. */
export async function openModel(
  files: readonly File[],
): Promise<{ readonly remarks: readonly string[] } | { readonly refused: string }> {
  const tooLarge = files.find(({ size }) => size > MAX_WEIGHTS_BYTES);
  if (tooLarge !== undefined) {
    const most = Math.floor(MAX_WEIGHTS_BYTES / 1024 / 1024);
    return { refused: `${shorten(tooLarge.name)} is larger than ${most} MiB, the most that a model may have.` };
  }
  const given = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  const read = await importModel(given, catalog);
  if (!read.ok) return { refused: capitalised(read.error) };
  const { document, weights, optimizer, remarks } = read.value;
  tellOfImported();
  if (weights.size > 0) {
    const source = shorten(files[0]?.name ?? 'a file', 60);
    keepImported(document, { weights, source, ...(optimizer && { optimizer }) });
  }
  documentStore.getState().open(document);
  return { remarks };
}
