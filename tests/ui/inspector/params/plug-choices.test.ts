import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import { inputPort } from '../../../../src/catalog/catalog.ts';
import { commit, createHistory } from '../../../../src/graph/history.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import {
  parameterPorts,
  plugCommand,
  pluggable,
  pluggedInto,
} from '../../../../src/ui/inspector/params/plug-choices.ts';

const document: GraphDocument = {
  format: 'edgewise',
  version: 1,
  name: 'test',
  seed: 1,
  nodes: [
    { id: 'd1', type: 'Dense', position: [100, 40] },
    { id: 'opt', type: 'Adam', position: [0, 0] },
  ],
  edges: [],
};
const port = (type: string, name: string) => {
  const definition = catalog.get(type);
  const found = definition === undefined ? undefined : inputPort(definition, name);
  if (found === undefined) throw new Error(`${type} has no port ${name}`);
  return found;
};

describe('plugging in from below', () => {
  it('offers only what fits the port', () => {
    const types = pluggable(port('Dense', 'kernel_initializer')).map(({ definition }) => definition.type);
    expect(types).toContain('HeNormal');
    expect(types).not.toContain('L2');
    expect(pluggable(port('Adam', 'learning_rate')).map(({ definition }) => definition.role)).toEqual(
      expect.arrayContaining(['schedule']),
    );
  });
  it('lists the ports on the lower edge', () => {
    const dense = catalog.get('Dense');
    const names = dense === undefined ? [] : parameterPorts(dense, undefined).map((each) => each.name);
    expect(names).toContain('kernel_initializer');
    expect(names).not.toContain('inputs');
    const wrapper = catalog.get('TimeDistributed');
    const portsWith = (layer: string) => (wrapper === undefined ? [] : parameterPorts(wrapper, { layer }));
    expect(portsWith('Dense').map(({ name }) => name)).toContain('kernel_initializer');
    expect(portsWith('Flatten')).toEqual([]);
  });
  it('adds below and wires as one undo step', () => {
    const plugged = plugCommand(document, 'd1', port('Dense', 'kernel_initializer'), {
      type: 'HeNormal',
      output: 'initializer',
    });
    expect(plugged).toBeDefined();
    if (plugged === undefined) return;
    const result = commit(createHistory(document), plugged.command, {});
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const after = result.value.document;
    const added = after.nodes.find((node) => node.id === plugged.id);
    expect(added?.type).toBe('HeNormal');
    expect(added?.position[1]).toBeGreaterThan(40);
    expect(pluggedInto(after, 'd1', 'kernel_initializer').map((each) => each.node.id)).toEqual([plugged.id]);
    const second = plugCommand(after, 'd1', port('Dense', 'bias_initializer'), {
      type: 'Zeros',
      output: 'initializer',
    });
    const batch = second?.command.type === 'batch' ? second.command.commands[0] : undefined;
    expect(batch?.type === 'add' ? batch.nodes[0]?.position : undefined).not.toEqual(added?.position);
  });
  it('does nothing for a node that is not there', () => {
    expect(
      plugCommand(document, 'gone', port('Dense', 'kernel_initializer'), { type: 'HeNormal', output: 'initializer' }),
    ).toBeUndefined();
  });
});
