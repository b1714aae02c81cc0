/** A table of the document as a file to keep or to hand on. */
import { errorMessage } from '../../base/invariant.ts';
import { assetInfos } from '../../assets/in-document.ts';
import { writeCsv } from '../../interop/csv/write-csv.ts';
import { download } from '../persistence/download.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';
import { tablesOf } from './local-assets.ts';

export async function saveTableAsCsv(hash: string): Promise<void> {
  const { document } = documentStore.getState();
  const info = assetInfos(document).get(hash);
  try {
    const table = await tablesOf(document)(hash);
    const name = `${(info?.ok === true ? info.value.name : 'table').replace(/\.[^.]*$/, '').replaceAll(/[\\/:*?"<>|]/g, '-')}.csv`;
    download(new TextEncoder().encode(writeCsv(table)), name);
    announce(`Saved as ${name}.`, 'info');
  } catch (thrown) {
    announce(errorMessage(thrown), 'warning');
  }
}
