/*
 * Tables that are too large for a graph file, in a database of their own: written once, named by their
 * content, and kept as long as a draft names them.
 */
import { openDB, type DBSchema } from 'idb';
import type { Asset } from '../../assets/asset.ts';
import { readInfo, writeInfo } from '../../assets/info.ts';
import { isObject } from '../../base/json.ts';

interface Schema extends DBSchema {
  tables: { key: string; value: unknown };
}

/** Milliseconds after which a table that no draft names is forgotten: undo may still bring its node back. */
const SPARED = 24 * 60 * 60 * 1000;

const open = () => openDB<Schema>('edgewise-data', 1, { upgrade: (fresh) => void fresh.createObjectStore('tables') });

/** Rejects where nothing can be stored, or no more. */
export async function storeAsset({ hash, info, packed }: Asset): Promise<void> {
  const db = await open();
  await db.put('tables', { info: writeInfo(info), packed, storedAt: Date.now() }, hash);
  db.close();
}

/** The table of this hash as far as it can be told; what is in it is checked when it is opened. */
export async function storedAsset(hash: string): Promise<Asset | undefined> {
  const db = await open();
  const found: unknown = await db.get('tables', hash);
  db.close();
  if (!isObject(found) || !(found.packed instanceof Uint8Array)) return undefined;
  const info = readInfo(found.info);
  return info.ok ? { hash, info: info.value, packed: new Uint8Array(found.packed) } : undefined;
}

/** Forgets what none of these texts names. */
export async function forgetUnnamed(texts: readonly string[]): Promise<void> {
  const db = await open();
  for (const hash of await db.getAllKeys('tables')) {
    const found: unknown = await db.get('tables', hash);
    const storedAt = isObject(found) && typeof found.storedAt === 'number' ? found.storedAt : 0;
    const isOld = Date.now() - storedAt > SPARED;
    if (isOld && !texts.some((text) => text.includes(hash))) await db.delete('tables', hash);
  }
  db.close();
}
