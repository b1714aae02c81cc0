/*
 * Everything about one wire: where it runs, what it carries and what was measured on it. What a wire
 * carries is the compiler's finding; one table says how each of these is shown.
 */
import type { ComponentType } from 'react';
import { ownCatalog } from '../../stores/own-catalog.ts';
import { KIND_LABEL } from '../../../catalog/ports.ts';
import type { Carried } from '../../../compiler/types.ts';
import { wireKindIn } from '../../../compiler/kind-at.ts';
import { endpoint } from '../../../graph/types.ts';
import type { EdgeId, GraphNode, NodeId } from '../../../graph/types.ts';
import { edgeById, nodeById } from '../../../graph/queries.ts';
import { kindColour } from '../../canvas/cards/port-shape.tsx';
import { nodeName } from '../../pictures/facts.ts';
import { useDocument } from '../../stores/document.ts';
import { OfProgram } from '../../stores/of-program.tsx';
import { useWireProgram } from '../../stores/own-program.ts';
import { useView } from '../../stores/view-state.ts';
import { Title } from '../parts/title.tsx';
import styles from './wire-panel.module.css';
import { Hidden } from '../parts/hidden.tsx';
import { LinkButton } from '../parts/link-button.tsx';
import { Text } from '../parts/words.tsx';
import { Problems } from '../node/node-problem-list.tsx';
import { LossWire } from './wire-loss.tsx';
import { MetricWire } from './wire-metric.tsx';
import { ScheduleWire } from './wire-schedule.tsx';
import { TargetsWire } from './wire-targets.tsx';
import { TensorWire } from './wire-tensor.tsx';
import { WeightsWire } from './wire-weights.tsx';
import { WordsWire } from './wire-words.tsx';

type What = Carried['what'];

/** Some loads share one member of `Carried`, so views are keyed by `what` and take that member. */
type MemberOf<W extends What> = Carried extends infer C
  ? C extends Carried
    ? W extends C['what']
      ? C
      : never
    : never
  : never;

const WIRES: {
  readonly [W in What]: ComponentType<{
    readonly carries: MemberOf<W>;
    readonly from: GraphNode;
    /** Those that the wire is for. */
    readonly programs: readonly NodeId[];
  }>;
} = {
  features: TensorWire,
  activation: TensorWire,
  targets: TargetsWire,
  initializer: WeightsWire,
  regularizer: WeightsWire,
  constraint: WeightsWire,
  schedule: ScheduleWire,
  loss: LossWire,
  optimizer: WordsWire,
  metric: MetricWire,
  callback: WordsWire,
  model: WordsWire,
  nothing: WordsWire,
};

export function WirePanel({ id }: { id: EdgeId }) {
  const document = useDocument((state) => state.document);
  const plan = useDocument((state) => state.compilation.edges.get(id));
  const program = useWireProgram(id);
  const edge = edgeById(document, id);
  if (edge === undefined) return null;
  const from = nodeById(document, endpoint(edge.from).node);
  const to = nodeById(document, endpoint(edge.to).node);
  const kind = wireKindIn(document, ownCatalog(document), edge);
  const View = WIRES[plan?.carries.what ?? 'nothing'] as ComponentType<{
    readonly carries: Carried;
    readonly from: GraphNode;
    readonly programs: readonly NodeId[];
  }>;
  return (
    <>
      <Title colour={kindColour(kind)}>Wire</Title>
      <p className={styles.ends}>
        <End node={from} port={endpoint(edge.from).port} missing={endpoint(edge.from).node} />
        <span aria-hidden>→</span>
        <Hidden>to</Hidden>
        <End node={to} port={endpoint(edge.to).port} missing={endpoint(edge.to).node} />
      </p>
      <Text>Carries {KIND_LABEL[kind]}.</Text>
      <OfProgram program={program}>
        {from !== undefined && (
          <View carries={plan?.carries ?? { what: 'nothing' }} from={from} programs={plan?.programs ?? []} />
        )}
      </OfProgram>
      <Problems of={(each) => each.edge === id} />
    </>
  );
}

/** One end of the wire; choosing it selects its node. */
function End({ node, port, missing }: { node: GraphNode | undefined; port: string; missing: string }) {
  const reveal = useView((state) => state.revealNode);
  if (node === undefined) return <span>{missing} (missing)</span>;
  return (
    <LinkButton onClick={() => reveal(node.id)} title={`Select ${nodeName(node)}`}>
      {nodeName(node)}.{port}
    </LinkButton>
  );
}
