/*
 * From text to document. Opening is generous: what can be repaired is repaired and reported, and
 * node types, params and fields this version does not know stay where they are. A file is refused
 * only if it cannot be a graph of ours, or one that could not be handled safely. Never throws.
 */
import { errorMessage } from '../base/invariant.ts';
import { isObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { err, ok } from '../base/result.ts';
import { MAX_BYTES, MAX_EDGES, MAX_NODES, MAX_TEXT } from './limits.ts';
import { migrate } from './migrations/migrate.ts';
import { DEFAULT_NAME, DEFAULT_SEED } from './new.ts';
import { readBlocks } from './parsing/blocks.ts';
import { cleanJson, HALF_CHARACTER } from './parsing/clean.ts';
import { readEdges } from './parsing/edges.ts';
import type { Raw } from './parsing/fields.ts';
import { checkOptional, isText, setAside } from './parsing/fields.ts';
import { readFrames } from './parsing/frames.ts';
import type { Findings, ParseIssue } from './parsing/issues.ts';
import { createFindings, describe } from './parsing/issues.ts';
import { readNodes } from './parsing/nodes.ts';
import { placeNodes } from './parsing/place.ts';
import { scanJson } from './parsing/scan.ts';
import type { Scanned } from './parsing/scan.ts';
import type { GraphDocument } from './types.ts';
import { FORMAT, VERSION } from './types.ts';

export { issueLine, type ParseIssue } from './parsing/issues.ts';

export interface Parsed {
  readonly document: GraphDocument;
  /** What was repaired, and what the user should look at. */
  readonly warnings: readonly ParseIssue[];
}

const SAVED = 'Choose a graph file saved by Edgewise.';

/** Reads a graph file's text. Errors say where, what was found, what was expected and what to do. */
export function parseDocument(text: string): Result<Parsed, readonly ParseIssue[]> {
  const findings = createFindings();
  try {
    const raw = readText(text, findings);
    const document = raw === undefined ? undefined : readDocument(raw, findings);
    const refusals = findings.refusals();
    if (document !== undefined && refusals.length === 0) return ok({ document, warnings: findings.warnings() });
    return err(refusals);
  } catch (thrown) {
    // The last net: memory or stack running out, or a mistake of ours.
    findings.refuse('document', `The file could not be read: ${errorMessage(thrown)}.`, SAVED);
    return err(findings.refusals());
  }
}

function readText(text: string, findings: Findings): Raw | undefined {
  if (isTooLarge(text)) {
    const message = `The file is larger than ${MAX_BYTES / 1024 / 1024} MiB, the most a graph may have.`;
    findings.refuse('document', message, SAVED);
    return undefined;
  }
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const scanned = scanJson(json, findings);
  if (!scanned.ok) {
    findings.refuse(scanned.error.path, scanned.error.message, scanned.error.hint);
    return undefined;
  }
  const value: unknown = JSON.parse(json);
  if (mayNeedCleaning(json, scanned.value)) cleanJson(value, findings);
  if (isObject(value)) return value;
  findings.refuse('document', `Expected an object { "format": "${FORMAT}", … }, found ${describe(value)}.`, SAVED);
  return undefined;
}

/** Looking at the text is much quicker than walking through all that stands in it, and most files are clean. */
const mayNeedCleaning = (json: string, { longest }: Scanned): boolean =>
  longest > MAX_TEXT || json.includes('__proto__') || json.includes('\\u') || HALF_CHARACTER.test(json);

/** Bytes in UTF-8 are between one and three times the length of the text. */
const isTooLarge = (text: string): boolean =>
  text.length > MAX_BYTES || (text.length * 3 > MAX_BYTES && new TextEncoder().encode(text).length > MAX_BYTES);

function readDocument(raw: Raw, findings: Findings): GraphDocument | undefined {
  if (raw.format !== FORMAT) {
    findings.refuse('format', `This is no Edgewise graph: expected "${FORMAT}", found ${describe(raw.format)}.`, SAVED);
    return undefined;
  }
  const current = toCurrentVersion(raw, findings);
  if (current === undefined) return undefined;
  const nodeList = readList(current, 'nodes', MAX_NODES, findings);
  const edgeList = readList(current, 'edges', MAX_EDGES, findings);
  if (nodeList === undefined || edgeList === undefined) return undefined;

  const { nodes, renamed } = readNodes(nodeList, findings);
  const edges = readEdges(edgeList, renamed, findings);
  const homeless = nodes.filter(({ position }) => position === undefined).length;
  if (homeless > 0) {
    const message =
      homeless === 1
        ? 'One node had no position and was given one.'
        : `${homeless} nodes had no position and were given one.`;
    findings.warn('nodes', message, 'Save to keep these positions.');
  }
  const { frames, rest } = readFrames(current, findings);
  const head = readHead(rest, findings);
  const fields = readBlocks(head, MAX_NODES - nodes.length, findings);
  return {
    ...fields,
    name: head.name,
    seed: head.seed,
    ...(frames === undefined ? {} : { frames }),
    format: FORMAT,
    version: VERSION,
    nodes: placeNodes(nodes, edges),
    edges,
  };
}

function toCurrentVersion(raw: Raw, findings: Findings): Raw | undefined {
  const { version } = raw;
  if (version === undefined) {
    findings.warn(
      'version',
      `The version is missing; the file was read as version ${VERSION}.`,
      'Save to write the version.',
    );
    return raw;
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    findings.refuse('version', `Expected a version from 1 to ${VERSION}, found ${describe(version)}.`, SAVED);
    return undefined;
  }
  if (version > VERSION) {
    const message = `The file has version ${version}; this Edgewise reads up to version ${VERSION}. A newer Edgewise saved it.`;
    findings.refuse('version', message, 'Reload the page or update Edgewise, then open the file again.', {
      newer: true,
    });
    return undefined;
  }
  const migrated = migrate(raw, version);
  if (migrated.ok) return migrated.value;
  findings.refuse('version', migrated.error, 'Please report this file: older files should always open.');
  return undefined;
}

function readList(raw: Raw, key: 'nodes' | 'edges', most: number, findings: Findings): readonly unknown[] | undefined {
  const { [key]: list } = raw;
  if (list === undefined) {
    findings.warn(
      key,
      `The list of ${key} is missing and was taken to be empty.`,
      `Write "${key}": [] if that is meant.`,
    );
    return [];
  }
  if (!Array.isArray(list)) {
    findings.refuse(key, `Expected a list of ${key}, found ${describe(list)}.`, `Write "${key}": [ … ].`);
    return undefined;
  }
  if (list.length <= most) return list;
  findings.refuse(
    key,
    `The graph has ${list.length} ${key}; at most ${most} can be handled.`,
    'Split the graph into several files.',
  );
  return undefined;
}

function readHead(raw: Raw, findings: Findings): Raw & Pick<GraphDocument, 'name' | 'seed'> {
  const optional = [
    { key: 'description', expected: 'text', fits: isText },
    { key: 'blocks', expected: 'a list of blocks', fits: Array.isArray },
    { key: 'assets', expected: 'an object of data by its hash', fits: isObject },
  ];
  let head = checkOptional(raw, optional, '', findings);
  const { name, seed } = head;
  if (name !== undefined && !isText(name)) head = setAside(head, 'name', 'text', '', findings);
  if (name === undefined)
    findings.warn('name', `The graph has no name; it was called "${DEFAULT_NAME}".`, 'Give it a name.');
  if (seed !== undefined && !isSeed(seed)) head = setAside(head, 'seed', 'a whole number', '', findings);
  if (seed === undefined) {
    findings.warn(
      'seed',
      `The seed is missing; ${DEFAULT_SEED} is used.`,
      'Save to keep this seed: it decides all random numbers of a run.',
    );
  }
  return { ...head, name: isText(name) ? name : DEFAULT_NAME, seed: isSeed(seed) ? seed : DEFAULT_SEED };
}

const isSeed = (value: unknown): value is number => Number.isSafeInteger(value);
