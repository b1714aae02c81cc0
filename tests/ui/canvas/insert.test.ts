import { describe, expect, it } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { must } from '../../../src/base/invariant.ts';
import {
  canStandOnWire,
  insertExistingCommand,
  insertNewCommand,
  portsBetween,
} from '../../../src/ui/canvas/insert.ts';
import { graph } from './graph.ts';

const type = (name: string) => must(catalog.get(name), name);

describe('dropping a node on a wire', () => {
  it('finds the two ports that go between', () => {
    expect(portsBetween(graph, catalog, 'd1.outputs->out.inputs', type('Dropout'))).toEqual({
      input: 'inputs',
      output: 'outputs',
    });
    expect(portsBetween(graph, catalog, 'data.features->d1.inputs', type('Standardize'))).toEqual({
      input: 'inputs',
      output: 'outputs',
    });
  });

  it('refuses what does not fit: other kinds, nodes without outputs, data behind the first layer', () => {
    expect(portsBetween(graph, catalog, 'd1.outputs->out.inputs', type('HeNormal'))).toBeUndefined();
    expect(portsBetween(graph, catalog, 'd1.outputs->out.inputs', type('Train'))).toBeUndefined();
    expect(portsBetween(graph, catalog, 'd1.outputs->out.inputs', type('Standardize'))).toBeUndefined();
    expect(portsBetween(graph, catalog, 'no->wire', type('Dropout'))).toBeUndefined();
  });

  it('adds a new node under a free id', () => {
    expect(insertNewCommand(graph, catalog, 'd1.outputs->out.inputs', type('Dropout'), [5, 6])).toEqual({
      type: 'insert',
      node: { id: 'dropout1', type: 'Dropout', position: [5, 6] },
      edge: 'd1.outputs->out.inputs',
      input: 'inputs',
      output: 'outputs',
    });
  });

  it('leads a wire through a node that is there and free, and leaves wired ones alone', () => {
    const free = { ...graph, nodes: [...graph.nodes, { id: 'drop', type: 'Dropout', position: [0, 0] as const }] };
    const command = insertExistingCommand(free, catalog, 'd1.outputs->out.inputs', 'drop');
    expect(command?.commands).toEqual([
      { type: 'disconnect', edges: ['d1.outputs->out.inputs'] },
      { type: 'connect', edge: { from: 'd1.outputs', to: 'drop.inputs' } },
      { type: 'connect', edge: { from: 'drop.outputs', to: 'out.inputs' } },
    ]);
    expect(canStandOnWire(free, catalog, 'drop')).toBe(true);
    expect(canStandOnWire(free, catalog, 'd1')).toBe(false);
    expect(insertExistingCommand(graph, catalog, 'd1.outputs->out.inputs', 'd1')).toBeUndefined();
    expect(insertExistingCommand(graph, catalog, 'data.features->d1.inputs', 'out')).toBeUndefined();
  });
});
