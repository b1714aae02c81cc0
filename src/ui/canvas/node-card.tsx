/*
 * A node on the canvas: title, sub-line, a body by role, and its ports. It reads its own node, its own
 * facts and its own errors; nothing else makes it render.
 */
import { memo, useEffect, useMemo } from 'react';
import { useUpdateNodeInternals, type NodeProps } from 'reactflow';
import type { NodeDefinition } from '../../catalog/define.ts';
import { catalog } from '../../catalog/index.ts';
import type { NodeId } from '../../graph/types.ts';
import { useDocument } from '../stores/document.ts';
import { CardBody } from './bodies/index.tsx';
import { useCanvas } from './canvas-store.ts';
import { placePorts, portsHeight, type PlacedPort } from './layout.ts';
import styles from './node-card.module.css';
import { subLineOf, titleOf } from './node-words.ts';
import { strayPorts } from './port-kinds.ts';
import { kindVariable } from './port-shape.tsx';
import { Port } from './port.tsx';
import { problemsOf } from './problems.ts';
import type { CardNode } from './to-react-flow.ts';
import { isWired, wiredPorts } from './wiring.ts';

export const NodeCard = memo(function NodeCard({ id, data: { node }, selected }: NodeProps<CardNode>) {
  const definition = catalog.get(node.type);
  const facts = useDocument((state) => state.compilation.nodes.get(id));
  const problem = useDocument((state) => problemsOf(state.compilation.diagnostics).get(id));
  const detail = useCanvas((state) => state.detail);
  const ports = usePorts(id, node.type);
  const under = ports.some((port) => port.side === 'bottom');
  const title = titleOf(node, facts);
  const look = [
    styles.card,
    selected ? styles.selected : '',
    node.muted === true ? styles.muted : '',
    definition === undefined ? styles.unknown : '',
  ].join(' ');
  return (
    <>
      <div className={look} style={{ ...kindVariable(mainKind(definition)), minHeight: portsHeight(ports) }} data-under={under}>
        <div className={styles.head}>
          <span className={styles.bar} />
          <span className={styles.words}>
            <span className={styles.title} title={title}>
              {broken(title)}
            </span>
            <span className={styles.sub} title={subLineOf(node, definition, facts)}>
              {node.muted === true ? 'bypassed' : subLineOf(node, definition, facts)}
            </span>
          </span>
          {problem !== undefined && (
            <span className={styles.problem} data-severity={problem.severity} title={problem.text} role="img" aria-label={problem.text}>
              {problem.severity === 'error' ? '!' : '?'}
            </span>
          )}
        </div>
        <div className={styles.body}>
          <CardBody node={node} definition={definition} facts={facts} />
        </div>
        {detail === 'far' && (
          <div className={styles.far} aria-hidden="true">
            {broken(title)}
          </div>
        )}
      </div>
      <Ports id={id} ports={ports} />
    </>
  );
});

/** The ports of a node; the list is the same object until the ports themselves change. */
function usePorts(id: NodeId, type: string): readonly PlacedPort[] {
  const strays = useDocument((state) => JSON.stringify(strayPorts(state.document, catalog, id)));
  return useMemo(() => placePorts(catalog.get(type), JSON.parse(strays)), [type, strays]);
}

const Ports = memo(function Ports({ id, ports }: { readonly id: NodeId; readonly ports: readonly PlacedPort[] }) {
  const wired = useDocument((state) => wiredPorts(state.document, id));
  const remeasure = useUpdateNodeInternals();
  useEffect(() => remeasure(id), [ports, id, remeasure]);
  return ports.map((port) => (
    <Port
      key={`${port.direction} ${port.spec.name}`}
      node={id}
      port={port}
      filled={isWired(wired, port.direction, port.spec.name)}
    />
  ));
});

/** The kind whose colour a node wears: what it gives, or else what it takes. */
const mainKind = (definition: NodeDefinition | undefined) =>
  definition?.outputs[0]?.kind ?? (definition?.role === 'note' ? 'callback' : (definition?.inputs.at(-1)?.kind ?? 'callback'));

/** Long type names may break between their words. */
const broken = (title: string) =>
  title.split(/(?<=[a-z])(?=[A-Z])/).flatMap((word, i) => (i === 0 ? [word] : [<wbr key={i} />, word]));
