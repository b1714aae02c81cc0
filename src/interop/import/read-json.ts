/** JSON of strangers: read only where it is no deeper and no longer than a graph may be. */
import { isObject } from '../../base/json.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { MAX_BYTES } from '../../graph/limits.ts';
import { createFindings } from '../../graph/parsing/issues.ts';
import { scanJson } from '../../graph/parsing/scan.ts';

export function readJson(bytes: Uint8Array, name: string): Result<Readonly<Record<string, unknown>>, string> {
  if (bytes.length > MAX_BYTES) return err(`${name} is larger than ${MAX_BYTES / 1024 / 1024} MiB.`);
  const text = new TextDecoder().decode(bytes);
  const scanned = scanJson(text, createFindings());
  if (!scanned.ok) return err(`${name} cannot be read. ${scanned.error.message}`);
  // A key of this name would be taken for the ancestor of an object.
  const value: unknown = JSON.parse(text, (key, each: unknown) => (key === '__proto__' ? undefined : each));
  return isObject(value) ? ok(value) : err(`${name} holds no object.`);
}
