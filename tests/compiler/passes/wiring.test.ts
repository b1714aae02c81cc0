import { describe, expect, test } from 'vitest';
import { catalog } from '../../../src/catalog/index.ts';
import { resolve } from '../../../src/compiler/passes/resolve.ts';
import { wire } from '../../../src/compiler/passes/wiring.ts';
import type { Diagnostic } from '../../../src/compiler/types.ts';
import type { GraphDocument } from '../../../src/graph/types.ts';
import { applied, classifier, compiled } from '../documents.ts';
import type { Changes } from '../documents.ts';

function joined(input: GraphDocument) {
  const diagnostics: Diagnostic[] = [];
  const graph = wire(
    input,
    catalog,
    resolve(input, catalog, () => undefined),
    (each) => diagnostics.push(each),
  );
  const into = (id: string) => graph.nodes.get(id)?.into.map(({ id: edge }) => edge);
  const labels = diagnostics.map(({ fixes = [] }) => fixes.map(({ label }) => label));
  return { graph, diagnostics, into, labels };
}

test('sound edges become wires at both of their ends, in the order of the document', () => {
  const { graph, into, diagnostics } = joined(classifier());
  expect(diagnostics).toEqual([]);
  expect(into('loss')).toEqual(['out.outputs->loss.y_pred', 'data.targets->loss.y_true']);
  expect(graph.nodes.get('data')?.out.map(({ id }) => id)).toEqual([
    'data.features->d1.inputs',
    'data.targets->loss.y_true',
  ]);
});

test('a wire that is no wire is left out, and what stands at its ends is remembered', () => {
  const { graph, into, diagnostics } = joined(
    classifier({ cut: ['data.features d1.inputs'], edges: ['data.targets d1.inputs'] }),
  );
  expect(into('d1')).toEqual([]);
  expect(diagnostics).toMatchObject([{ code: 'kind-mismatch', node: 'd1', port: 'inputs' }]);
  expect([...graph.severed.from, ...graph.severed.to].map(({ id }) => id)).toEqual(['data', 'd1']);
});

test('a lost parameter severs nothing: shapes do not hang on it', () => {
  const { graph } = joined(classifier({ edges: ['ghost.initializer d1.kernel_initializer'] }));
  expect(graph.severed.to.size).toBe(0);
});

describe('fixes', () => {
  test('a misspelt port is put right at the wrong end only', () => {
    const { labels } = joined(
      classifier({ nodes: [['he', 'HeNormal']], edges: ['he.initialiser d1.kernel_initializer'] }),
    );
    expect(labels).toEqual([['Connect he.initializer to d1.kernel_initializer', 'Remove the wire']]);
  });

  test('a wire that is there already is not offered again', () => {
    const { labels } = joined(classifier({ edges: ['data.feature d1.inputs'] }));
    expect(labels).toEqual([['Remove the wire']]);
  });

  test('where removing would leave a required input empty, something else is put there', () => {
    const input = classifier({ cut: ['data.features d1.inputs'], edges: ['ghost.outputs d1.inputs'] });
    const { labels, diagnostics } = joined(input);
    expect(labels).toEqual([['Connect data.features to d1.inputs']]);
    const [fix] = diagnostics[0]?.fixes ?? [];
    expect(fix && compiled(applied(input, fix.command)).diagnostics).toEqual([]);
  });

  test('the second of two wires may win, unless it would close a circle or brings nothing', () => {
    const second = (edge: string, ...nodes: NonNullable<Changes['nodes']>) =>
      joined(classifier({ nodes, edges: [edge] })).labels;
    expect(second('sgd.optimizer train.optimizer', ['sgd', 'SGD'])).toEqual([
      ['Keep sgd.optimizer', 'Remove the wire'],
    ]);
    expect(second('out.outputs d1.inputs')).toEqual([['Remove the wire']]);
    expect(second('more.features d1.inputs', ['more', 'Dataset', {}, { muted: true }])).toEqual([['Remove the wire']]);
  });

  test('an unknown node is taken out only where its ends can be joined', () => {
    expect(joined(classifier({ nodes: [['d1', 'New']] })).labels).toEqual([['Take d1 out']]);
    // In front of it stands nothing.
    expect(joined(classifier({ nodes: [['opt', 'New']] })).labels).toEqual([['Add Adam and connect it']]);
  });
});

describe('nothing that follows from a wire left out is told', () => {
  test.each([
    ['a port that takes several wires', 'ghost.outputs sum.inputs', 'dangling-wire'],
    ['a misspelt port', 'd1.outputs sum.input', 'unknown-port'],
    ['a kind that does not fit', 'data.targets sum.inputs', 'kind-mismatch'],
  ])('%s', (_what, edge, code) => {
    const input = classifier({
      nodes: [['sum', 'Add']],
      cut: ['d1.outputs out.inputs'],
      edges: ['d1.outputs sum.inputs', edge, 'sum.outputs out.inputs'],
    });
    expect(compiled(input).diagnostics.map((each) => each.code)).toEqual([code]);
  });

  test('but what is wrong by itself is, also where a wire out of the node was left out', () => {
    const input = classifier({
      nodes: [
        ['data', 'Dataset', { name: 'reg-plane' }],
        ['side', 'Dense'],
      ],
      edges: ['loss.loss side.inputs'],
    });
    expect(compiled(input).diagnostics.map((each) => `${each.code} ${each.node}`)).toEqual([
      'loss-needs-classes loss',
      'kind-mismatch side',
      'unused-node side',
    ]);
  });

  test('a node whose only wire out was left out does not lead nowhere', () => {
    const input = classifier({
      nodes: [['he', 'HeNormal']],
      edges: ['he.initializer d1.bias_regularizer'],
    });
    expect(compiled(input).diagnostics.map((each) => each.code)).toEqual(['kind-mismatch']);
  });
});
