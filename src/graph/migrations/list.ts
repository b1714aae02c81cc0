/*
 * How older files become current ones, oldest first. Append only: a released migration never
 * changes, because files of its version exist for ever. To change the format: raise `VERSION`, add
 * the migration here under a name that says what it does, and save a file of the version left
 * behind as tests/graph/fixtures/v<number>.json. Tests fail until all three are done.
 */
import type { Migration } from './migrate.ts';

/** Version 1 is the first, so there is nothing to migrate yet. */
export const migrations: readonly Migration[] = [];
