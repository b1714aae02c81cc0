/** A dropped file as what a document lacks: the very same data, or another table with the same columns. */
import type { Asset } from '../../assets/asset.ts';
import { assetInfos } from '../../assets/in-document.ts';
import { shorten } from '../../base/text.ts';
import type { Command } from '../../graph/commands/types.ts';
import { documentStore } from '../stores/document.ts';
import { announce } from '../stores/view-state.ts';
import { lackingIn, tellLacking } from './bring-assets.ts';
import { openReader } from './csv-client.ts';
import { keep, takeIn } from './take-in.ts';

/** Whether the file was what something lacked. */
export async function repairWith(file: {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}): Promise<boolean> {
  const { document } = documentStore.getState();
  const lacking = lackingIn(document);
  if (lacking.length === 0) return false;
  const reader = openReader(file);
  try {
    let other: { readonly hash: string; readonly asset: Asset } | undefined;
    for (const { hash } of lacking) {
      const info = assetInfos(document).get(hash);
      if (info?.ok !== true) continue;
      const read = await reader.ask({ type: 'again', asset: { hash, info: info.value } });
      if (!read.ok) continue;
      if (read.value.hash === hash) {
        await keep(read.value);
        documentStore.recompile();
        tellLacking();
        announce(`“${shorten(file.name, 80)}” is the data that was missing.`, 'info');
        return true;
      }
      other ??= { hash, asset: read.value };
    }
    return other !== undefined && (await exchange(other.hash, other.asset));
  } finally {
    reader.close();
  }
}

/** Gives the nodes that name one table another one with the same columns. */
async function exchange(hash: string, asset: Asset): Promise<boolean> {
  const add = await takeIn(asset);
  const { document, dispatch } = documentStore.getState();
  const sets = document.nodes.flatMap(({ id, params = {} }): Command[] =>
    Object.entries(params).flatMap(([name, value]) =>
      value === hash ? [{ type: 'setParams', node: id, params: { [name]: asset.hash } }] : [],
    ),
  );
  const done = dispatch({ type: 'batch', label: `Use ${shorten(asset.info.name)}`, commands: [add, ...sets] });
  if (done) {
    tellLacking();
    announce(
      `“${shorten(asset.info.name, 80)}” has the same columns and stands in for the data that was missing.`,
      'info',
    );
  }
  return done;
}
