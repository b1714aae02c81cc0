/*
 * React Flow with as little around it as there can be: cards that are a title, a value and their ports, drawn where
 * they are in sight. It opens the same file, has the same room on the screen, and takes back its latest edit.
 */
import { memo, useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import {
  Handle,
  Position,
  ReactFlow,
  useEdgesState,
  useNodesState,
  type Edge,
  type Node,
  type NodeProps,
} from 'reactflow';
import 'reactflow/dist/style.css';
import { endpoint, type GraphDocument } from '../../../../src/graph/types.ts';

type Card = Node<{
  readonly type: string;
  readonly units: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}>;

const CardView = memo(function CardView({ data }: NodeProps<Card>) {
  return (
    <div style={{ width: 136, height: 80, border: '1px solid #888', background: '#fff', font: '12px sans-serif' }}>
      <b>{data.type}</b> <span>{data.units} units</span>
      {data.inputs.map((name, i) => (
        <Handle key={name} id={name} type="target" position={Position.Left} style={{ top: 20 + 12 * i }} />
      ))}
      {data.outputs.map((name, i) => (
        <Handle key={name} id={name} type="source" position={Position.Right} style={{ top: 20 + 12 * i }} />
      ))}
    </div>
  );
});

const NO_WIRES: Edge[] = [];
const NODE_TYPES = { card: CardView };

function Bare() {
  const [nodes, setNodes, onNodesChange] = useNodesState<Card>([]);
  const [edges, setEdges, onEdgesChange] = useEdgesState(NO_WIRES);
  const before = useRef<Card[]>(undefined);
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = async (event: DragEvent) => {
      event.preventDefault();
      const text = await event.dataTransfer?.files[0]?.text();
      if (text === undefined) return;
      const graph = JSON.parse(text) as GraphDocument;
      setNodes(cardsOf(graph));
      setEdges(wiresOf(graph));
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'z' && event.ctrlKey && before.current !== undefined) setNodes(before.current);
      if (event.key !== 'ArrowUp') return;
      setNodes((now) => {
        before.current = now;
        return now.map((card) =>
          card.selected === true ? { ...card, data: { ...card.data, units: card.data.units + 1 } } : card,
        );
      });
    };
    const onDrop = (event: DragEvent) => void drop(event);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', onDrop);
    window.addEventListener('keydown', key);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('keydown', key);
    };
  }, [setNodes, setEdges]);
  if (nodes.length === 0) return null;
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={NODE_TYPES}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      minZoom={0.02}
      fitView
      onlyRenderVisibleElements
      disableKeyboardA11y
      edgesFocusable={false}
    />
  );
}

function cardsOf({ nodes, edges }: GraphDocument): Card[] {
  const inputs = new Map<string, Set<string>>();
  const outputs = new Map<string, Set<string>>();
  const note = (table: Map<string, Set<string>>, ref: string) => {
    const { node, port } = endpoint(ref);
    table.set(node, (table.get(node) ?? new Set()).add(port));
  };
  for (const { from, to } of edges) {
    note(outputs, from);
    note(inputs, to);
  }
  return nodes.map(({ id, type, position: [x, y] }) => ({
    id,
    type: 'card',
    position: { x, y },
    initialWidth: 136,
    initialHeight: 80,
    data: { type, units: 16, inputs: [...(inputs.get(id) ?? [])], outputs: [...(outputs.get(id) ?? [])] },
  }));
}

const wiresOf = ({ edges }: GraphDocument): Edge[] =>
  edges.map(({ from, to }) => {
    const [source, target] = [endpoint(from), endpoint(to)];
    return {
      id: `${from}->${to}`,
      source: source.node,
      sourceHandle: source.port,
      target: target.node,
      targetHandle: target.port,
    };
  });

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Bare />);
