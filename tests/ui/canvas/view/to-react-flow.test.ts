import { Position } from 'reactflow';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import type { GraphDocument } from '../../../../src/graph/types.ts';
import { CARD_WIDTH, FIRST_PORT, HIT } from '../../../../src/ui/canvas/view/card-sizes.ts';
import { boxesOf, lanesOf, toFlowEdges, toFlowNodes } from '../../../../src/ui/canvas/view/to-react-flow.ts';
import { compilationOf, graph } from '../graph.ts';

const NOTHING: ReadonlySet<string> = new Set();
const nodesOf = (
  document: GraphDocument,
  selected: readonly string[] = [],
  previous = [] as ReturnType<typeof toFlowNodes>,
) => toFlowNodes({ document, compilation: compilationOf(document), catalog, selected: new Set(selected) }, previous);
const edgesOf = (document: GraphDocument, previous = [] as ReturnType<typeof toFlowEdges>) =>
  toFlowEdges({ document, catalog, selected: NOTHING, lanes: new Map() }, previous);

const changed = <T>(before: readonly T[], after: readonly T[]) => after.filter((each) => !before.includes(each));

describe('toFlowNodes', () => {
  it('returns the very same list when nothing changed', () => {
    const before = nodesOf(graph);
    expect(nodesOf(graph, [], before)).toBe(before);
  });

  it('makes only the edited card anew', () => {
    const before = nodesOf(graph);
    const edited = {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.id === 'lr' ? { ...node, params: { ...node.params, decay_steps: 500 } } : node,
      ),
    };
    expect(changed(before, nodesOf(edited, [], before)).map((card) => card.id)).toEqual(['lr']);
  });

  it('makes only the card anew whose selection changed', () => {
    const before = nodesOf(graph, ['d1']);
    expect(changed(before, nodesOf(graph, ['out'], before)).map((card) => card.id)).toEqual(['d1', 'out']);
  });

  it('keeps what React Flow measured', () => {
    const before = nodesOf(graph).map((card) => ({ ...card, measured: { width: 136, height: 101 } }));
    const after = nodesOf(graph, ['d1'], before).find((card) => card.id === 'd1');
    expect(after?.measured).toEqual({ width: 136, height: 101 });
    expect(after?.handles?.find((handle) => handle.id === 'kernel_initializer')?.y).toBe(101 - HIT / 2);
  });

  it('keeps a card where it is being dragged until its place in the document changes', () => {
    const dragged = nodesOf(graph).map((card) => (card.id === 'd1' ? { ...card, position: { x: 999, y: 9 } } : card));
    expect(nodesOf(graph, ['d1'], dragged).find((card) => card.id === 'd1')?.position).toEqual({ x: 999, y: 9 });
    const moved = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === 'd1' ? { ...node, position: [10, 20] as const } : node)),
    };
    expect(nodesOf(moved, [], dragged).find((card) => card.id === 'd1')?.position).toEqual({ x: 10, y: 20 });
  });

  it('shows a port that a param opens while it is open, and while a wire hangs on it', () => {
    const outputsOf = (return_state: boolean, wired: boolean) => {
      const document: GraphDocument = {
        ...graph,
        nodes: [...graph.nodes, { id: 'rnn', type: 'SimpleRNN', position: [0, 0], params: { return_state } }],
        edges: wired ? [...graph.edges, { from: 'rnn.state', to: 'out.inputs' }] : graph.edges,
      };
      const ports = nodesOf(document).find((card) => card.id === 'rnn')?.data.ports ?? [];
      return ports.filter(({ direction }) => direction === 'output').map(({ spec }) => spec.name);
    };
    expect(outputsOf(false, false)).toEqual(['outputs']);
    expect(outputsOf(true, false)).toEqual(['outputs', 'state']);
    expect(outputsOf(false, true)).toEqual(['outputs', 'state']);
  });

  it('shows what a node gives at all times, and of the port of a block what it carries', () => {
    const outputsOf = (type: string, params: Record<string, string> = {}) => {
      const document = { ...graph, nodes: [...graph.nodes, { id: 'it', type, position: [0, 0] as const, params }] };
      const ports = nodesOf(document).find((card) => card.id === 'it')?.data.ports ?? [];
      return ports.filter(({ direction }) => direction === 'output').map(({ spec, side }) => `${spec.name} ${side}`);
    };
    expect(outputsOf('MaxNorm')).toEqual(['constraint top']);
    expect(outputsOf('BlockInput')).toEqual(['outputs right']);
    expect(outputsOf('BlockInput', { kind: 'initializer' })).toEqual(['initializer top']);
    expect(outputsOf('BlockInput', { kind: 'constraint' })).toEqual(['constraint top']);
  });

  it('shows the ports of the layer that is wrapped, and no others', () => {
    const portsOf = (type: string, params: Record<string, string>) => {
      const document: GraphDocument = {
        ...graph,
        nodes: [...graph.nodes, { id: 'it', type, position: [0, 0], params }],
      };
      const ports = nodesOf(document).find((card) => card.id === 'it')?.data.ports ?? [];
      return ports.filter(({ direction }) => direction === 'input').map(({ spec }) => spec.name);
    };
    expect(portsOf('Bidirectional', {})).toContain('forward_initial_state_h');
    expect(portsOf('Bidirectional', { layer: 'GRU' })).toContain('forward_initial_state');
    expect(portsOf('Bidirectional', { layer: 'GRU' })).not.toContain('forward_initial_state_h');
    expect(portsOf('TimeDistributed', {})).toContain('kernel_initializer');
    expect(portsOf('TimeDistributed', {})).not.toContain('kernel_constraint');
    expect(portsOf('TimeDistributed', { layer: 'Flatten' })).toEqual(['inputs']);
  });

  it('never writes into the document', () => {
    const text = JSON.stringify(graph);
    nodesOf(graph, ['d1'], nodesOf(graph));
    edgesOf(graph, edgesOf(graph));
    expect(JSON.stringify(graph)).toBe(text);
  });

  it('says in words what a node is and where it leads', () => {
    const label = nodesOf(graph).find((card) => card.id === 'd1')?.ariaLabel;
    expect(label).toBe('Dense d1, 8 units, activation relu, output 8, fed by data and he, connected to out');
  });

  it('places the first ports of all cards at the same height', () => {
    for (const card of nodesOf(graph)) {
      const sides = (card.handles ?? []).filter(
        (handle) => handle.position === Position.Left || handle.position === Position.Right,
      );
      for (const position of [Position.Left, Position.Right]) {
        const first = sides.find((handle) => handle.position === position);
        if (first !== undefined) expect(first.y).toBe(FIRST_PORT - HIT / 2);
      }
    }
  });

  it('gives a type that is not known the ports its wires name', () => {
    const odd: GraphDocument = {
      ...graph,
      nodes: [...graph.nodes, { id: 'x', type: 'FromTheFuture', position: [0, 500] }],
      edges: [...graph.edges, { from: 'd1.outputs', to: 'x.inlet' }],
    };
    const card = nodesOf(odd).find((each) => each.id === 'x');
    expect(card?.handles?.map((handle) => [handle.id, handle.type])).toEqual([['inlet', 'target']]);
  });
});

describe('toFlowEdges', () => {
  it('returns the very same list when nothing changed, and keeps the other wires when one is added', () => {
    const before = edgesOf(graph);
    expect(edgesOf(graph, before)).toBe(before);
    const more = { ...graph, edges: [...graph.edges, { from: 'he.initializer', to: 'out.kernel_initializer' }] };
    expect(changed(before, edgesOf(more, before)).map((wire) => wire.id)).toEqual([
      'he.initializer->out.kernel_initializer',
    ]);
  });

  it('knows the kind of every wire', () => {
    const kinds = Object.fromEntries(edgesOf(graph).map((wire) => [wire.id, wire.data?.kind]));
    expect(kinds['data.features->d1.inputs']).toBe('data');
    expect(kinds['data.targets->loss.y_true']).toBe('targets');
    expect(kinds['lr.schedule->opt.learning_rate']).toBe('schedule');
  });

  it('leaves out wires to nodes that do not exist', () => {
    const dangling = { ...graph, edges: [...graph.edges, { from: 'gone.outputs', to: 'd1.inputs' }] };
    expect(edgesOf(dangling)).toHaveLength(graph.edges.length);
  });
});

describe('lanesOf', () => {
  it('leads a wire that would run through cards around them, and leaves short ones alone', () => {
    const lanes = lanesOf(graph, catalog, boxesOf(nodesOf(graph)));
    expect([...lanes.keys()]).toEqual(['data.targets->loss.y_true']);
    const y = lanes.get('data.targets->loss.y_true')?.lane ?? 0;
    for (const box of boxesOf(nodesOf(graph)).filter((each) => each.x > CARD_WIDTH && each.x < 700)) {
      expect(y < box.y || y > box.y + box.height).toBe(true);
    }
  });
});
