/** Reads the blocks of a file, each like a graph of its own. What is no block stays as it is, and is said. */
import { isObject } from '../../base/json.ts';
import { isBlockName } from '../blocks.ts';
import { MAX_EDGES, MAX_NODES } from '../limits.ts';
import type { Block } from '../types.ts';
import { readEdges } from './edges.ts';
import type { Raw } from './fields.ts';
import { checkOptional, isText } from './fields.ts';
import type { Findings } from './issues.ts';
import { describe } from './issues.ts';
import { readFrames } from './frames.ts';
import { readNodes } from './nodes.ts';
import { placeNodes } from './place.ts';

/** The document's fields with its blocks read. `room`: nodes that the file may have beside those of the graph. */
export function readBlocks(head: Raw, room: number, findings: Findings): Raw {
  const { blocks: list } = head;
  if (!Array.isArray(list)) return head;
  const names = new Set<string>();
  let left = room;
  const blocks = list.map((raw: unknown, i) => {
    const block = readBlock(raw, `blocks[${i}]`, left, findings);
    if (block === undefined) return raw;
    left -= block.nodes.length;
    if (names.has(block.name))
      findings.warn(
        `blocks[${i}].name`,
        `Two blocks are called ${block.name}; only the first is used.`,
        'Give each a name of its own.',
      );
    names.add(block.name);
    return block;
  });
  return { ...head, blocks };
}

function readBlock(raw: unknown, path: string, room: number, findings: Findings): Block | undefined {
  const { name, nodes: list, edges: wires = [] }: Raw = isObject(raw) ? raw : {};
  if (!isObject(raw) || !Array.isArray(list) || !Array.isArray(wires) || !isText(name) || !isBlockName(name)) {
    const expected = 'Expected a block { "name": "ResidualBlock", "nodes": [ … ], "edges": [ … ] }';
    findings.warn(path, `${expected}, found ${describe(raw)}.`, 'It is kept in the file but cannot be used.');
    return undefined;
  }
  if (list.length > room || wires.length > MAX_EDGES) {
    const message = `The graph and its blocks have more nodes or wires than can be handled: at most ${MAX_NODES} and ${MAX_EDGES}.`;
    findings.refuse(path, message, 'Split the graph into several files.');
    return undefined;
  }
  const here = under(path, findings);
  const record = checkOptional(raw, [{ key: 'description', expected: 'text', fits: isText }], path, findings);
  const { nodes, renamed } = readNodes(list, here);
  const edges = readEdges(wires, renamed, here);
  const { frames, rest } = readFrames(record, here);
  return { ...rest, name, nodes: placeNodes(nodes, edges), edges, ...(frames !== undefined && { frames }) };
}

/** The same findings, with what is found inside of a block named by its place in the file. */
const under = (path: string, findings: Findings): Findings => ({
  ...findings,
  warn: (at, ...rest) => findings.warn(`${path}.${at}`, ...rest),
  refuse: (at, ...rest) => findings.refuse(`${path}.${at}`, ...rest),
});
