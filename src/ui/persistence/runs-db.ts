/*
 * The kept runs in IndexedDB, in a database of their own: a run is written once a second while it trains,
 * which is no business of the drafts. What is found is looked at before it is believed.
 */
import { openDB, type DBSchema } from 'idb';
import { isObject } from '../../base/json.ts';
import type { RunRecord } from '../runs/run-record.ts';

const DATABASE = 'edgewise-runs';

interface Schema extends DBSchema {
  runs: { key: string; value: RunRecord };
}

export interface RunsDatabase {
  /** Every record that can be read. */
  list(): Promise<readonly RunRecord[]>;
  put(record: RunRecord): Promise<void>;
  remove(id: string): Promise<void>;
  close(): void;
}

/** Opens the store. Rejects where storage is denied or broken. */
export async function openRuns(): Promise<RunsDatabase> {
  const db = await openDB<Schema>(DATABASE, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('runs', { keyPath: 'id' }),
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return {
    list: async () => (await db.getAll('runs')).filter(isRecord),
    put: async (record) => {
      await db.put('runs', record);
    },
    remove: (id) => db.delete('runs', id),
    close: () => db.close(),
  };
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const TEXTS = ['id', 'name', 'graph', 'graphName', 'program'] as const;
const NUMBERS = ['number', 'seed', 'epoch', 'epochs', 'step', 'stepsPerEpoch', 'spent', 'startedAt'] as const;

/** Storage can be damaged, and another version may have written it. */
export function isRecord(found: unknown): found is RunRecord {
  if (!isObject(found)) return false;
  const { batches, epochPoints, changes, end, logs, pinned } = found;
  return (
    TEXTS.every((name) => typeof found[name] === 'string') &&
    NUMBERS.every((name) => isNumber(found[name])) &&
    typeof pinned === 'boolean' &&
    isObject(logs) &&
    isObject(end) &&
    typeof end['reason'] === 'string' &&
    Array.isArray(changes) &&
    Array.isArray(batches) &&
    batches.every((point: unknown) => isObject(point) && isNumber(point['step']) && isNumber(point['loss'])) &&
    Array.isArray(epochPoints) &&
    epochPoints.every((point: unknown) => isObject(point) && isNumber(point['step']) && isObject(point['logs']))
  );
}
