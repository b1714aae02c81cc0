/*
 * A deep network as people build them: blocks of Dense, BatchNormalization, Activation, Dense and a skip connection
 * around them, rows of four blocks that share initializers and a regularizer, and several such networks in one file,
 * each with its own data, loss, optimizer and training. There are two wires a node.
 */
import { FORMAT, VERSION, type GraphDocument, type GraphEdge, type GraphNode } from '../../../src/graph/types.ts';

const PROGRAMS = 4;
/** Networks side by side. */
const ABREAST = 2;
const BLOCKS = 4;
const IN_BLOCK = 5;
const STEP = { x: 220, y: 340 } as const;
/** How far below its row what serves it stands. */
const BELOW = 170;
/** A row: its blocks, and three nodes that serve them. */
const ROW = IN_BLOCK * BLOCKS + 3;
/** Data, first layer, last layer, loss, optimizer and training. */
const FRAME = 6;

type Add = (id: string, type: string, column: number, row: number, params?: GraphNode['params']) => string;

export function deepNetworks(size: number): GraphDocument {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const each = Math.floor(size / PROGRAMS);
  const rows = Math.ceil((each - FRAME) / ROW) + 2;
  for (let i = 0; i < PROGRAMS; i++) {
    const count = i === 0 ? size - (PROGRAMS - 1) * each : each;
    const left = (i % ABREAST) * STEP.x * (IN_BLOCK * BLOCKS + 3);
    const top = Math.floor(i / ABREAST) * STEP.y * rows;
    const add: Add = (id, type, column, row, params) => {
      const position = [left + STEP.x * column, top + STEP.y * row] as const;
      nodes.push({ id: `${id}_${i + 1}`, type, position, ...(params === undefined ? {} : { params }) });
      return `${id}_${i + 1}`;
    };
    network(count, add, (from, to) => void edges.push({ from, to }));
  }
  return { format: FORMAT, version: VERSION, name: `${size} nodes`, seed: 1, nodes, edges };
}

function network(count: number, add: Add, wire: (from: string, to: string) => void): void {
  const data = add('data', 'Dataset', 0, 0, { name: 'spiral' });
  let last = add('stem', 'Dense', 1, 0, { units: 16 });
  wire(`${data}.features`, `${last}.inputs`);
  const follow = (id: string, from: string): string => {
    wire(`${from}.outputs`, `${id}.inputs`);
    return id;
  };
  let left = count - FRAME;
  let row = 1;
  for (; left >= ROW; left -= ROW, row++) {
    const serve = (name: string, type: string, column: number) =>
      add(`${name}${row}`, type, column, row + BELOW / STEP.y);
    const kernels = serve('he', 'HeNormal', 3);
    const factors = serve('normal', 'RandomNormal', 7);
    const penalty = serve('l2', 'L2', 11);
    for (let block = 0; block < BLOCKS; block++) {
      const at = (name: string, type: string, place: number, params?: GraphNode['params']) =>
        add(`${name}${row}_${block + 1}`, type, IN_BLOCK * block + place, row, params);
      const dense = follow(at('d', 'Dense', 0, { units: 16, use_bias: false }), last);
      wire(`${kernels}.initializer`, `${dense}.kernel_initializer`);
      wire(`${penalty}.regularizer`, `${dense}.kernel_regularizer`);
      const normed = follow(at('bn', 'BatchNormalization', 1), dense);
      wire(`${factors}.initializer`, `${normed}.gamma_initializer`);
      wire(`${factors}.initializer`, `${normed}.beta_initializer`);
      wire(`${penalty}.regularizer`, `${normed}.gamma_regularizer`);
      const bent = follow(at('act', 'Activation', 2), normed);
      const back = follow(at('back', 'Dense', 3, { units: 16, use_bias: false }), bent);
      wire(`${kernels}.initializer`, `${back}.kernel_initializer`);
      const sum = follow(at('sum', 'Add', 4), back);
      wire(`${last}.outputs`, `${sum}.inputs`);
      last = sum;
    }
  }
  for (let i = 0; i < left; i++) last = follow(add(`more${i + 1}`, 'Activation', i, row), last);
  if (left > 0) row++;
  const out = follow(add('out', 'Dense', 0, row, { units: 2, activation: 'softmax' }), last);
  const loss = add('loss', 'CategoricalCrossentropy', 1, row);
  const optimizer = add('adam', 'Adam', 2, row + BELOW / STEP.y);
  const train = add('train', 'Train', 3, row, { epochs: 100_000 });
  wire(`${out}.outputs`, `${loss}.y_pred`);
  wire(`${data}.targets`, `${loss}.y_true`);
  wire(`${loss}.loss`, `${train}.loss`);
  wire(`${optimizer}.optimizer`, `${train}.optimizer`);
}
