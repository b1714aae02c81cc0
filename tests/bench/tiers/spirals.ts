/** The example that everybody sees first. */
import { readFileSync } from 'node:fs';
import { parseDocument } from '../../../src/graph/parse.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';

export function twoSpirals(): GraphDocument {
  const parsed = parseDocument(readFileSync('examples/two-spirals.json', 'utf8'));
  if (!parsed.ok) throw new Error(`The example cannot be read: ${JSON.stringify(parsed.error)}`);
  return parsed.value.document;
}
