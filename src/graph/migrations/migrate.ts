import { errorMessage } from '../../base/invariant.ts';
import { isObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import { err, ok } from '../../base/result.ts';
import { VERSION } from '../types.ts';
import { migrations as ours } from './list.ts';

type Raw = Readonly<Record<string, unknown>>;

export interface Migration {
  /** Takes a file of this version to the next one. The first has number 1. */
  readonly number: number;
  /** What it does, as in `renameSlopeToNegativeSlope`. */
  readonly name: string;
  /** Gets the file's JSON as parsed, before anything was checked. Returns a new object; unknown fields must survive. */
  readonly up: (raw: Raw) => Raw;
}

/** What is wrong with a list of migrations that should lead from version 1 to `version`; empty if nothing is. */
export function migrationProblems(migrations: readonly Migration[], version: number): readonly string[] {
  const problems = migrations.flatMap(({ number, name }, i) => [
    ...(number === i + 1 ? [] : [`Migration ${i + 1} ("${name}") has the number ${number}.`]),
    ...(migrations.findIndex((other) => other.name === name) === i ? [] : [`The name "${name}" is used twice.`]),
  ]);
  if (migrations.length === version - 1) return problems;
  return [...problems, `Version ${version} needs ${version - 1} migrations, found ${migrations.length}.`];
}

/**
 * Takes a file's JSON from version `from` to the current version.
 * The list and the target are arguments so that the mechanism can be tested before it is needed.
 */
export function migrate(
  raw: Raw,
  from: number,
  migrations: readonly Migration[] = ours,
  to: number = VERSION,
): Result<Raw, string> {
  let current = raw;
  for (let version = from; version < to; version++) {
    const migration = migrations.find(({ number }) => number === version);
    if (migration === undefined) return err(`No migration leads from version ${version} to version ${version + 1}.`);
    try {
      const next: unknown = migration.up(current);
      if (!isObject(next)) return err(`The migration "${migration.name}" of version ${version} returned no object.`);
      current = { ...next, version: version + 1 };
    } catch (thrown) {
      return err(`The migration "${migration.name}" of version ${version} failed: ${errorMessage(thrown)}.`);
    }
  }
  return ok(current);
}
