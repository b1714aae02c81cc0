/*
 * What a node shows about itself while it trains: parts of the panel, each with an instrument of its own.
 * Which of them a node has follows from what its definition says of it; none knows a type by name.
 */
import type { ComponentType } from 'react';
import type { NodeDefinition } from '../../../../catalog/define/index.ts';
import { activationOf } from '../../../../catalog/layer-facts.ts';
import type { ParamValues } from '../../../../catalog/params.ts';
import type { WeightPlan } from '../../../../compiler/types.ts';
import { useDocument } from '../../../stores/document.ts';
import { useRun } from '../../../stores/run.ts';
import { DeadUnits } from './dead-units.tsx';
import type { LiveProps } from './live-props.ts';
import { MovingStatistics } from './moving-statistics.tsx';
import { UnitMaps } from './unit-maps.tsx';
import { Updates } from './updates.tsx';
import { WeightImages } from './weight-images.tsx';
import { Worked } from './worked.tsx';

interface About {
  readonly definition: NodeDefinition;
  readonly params: ParamValues;
  readonly weights: readonly WeightPlan[];
  /** Values in an example of the run's data. */
  readonly columns: number;
}

interface LiveView {
  readonly View: ComponentType<LiveProps>;
  /** Whether a node has this part. */
  has(about: About): boolean;
}

/** In the order of the panel. */
const VIEWS: readonly LiveView[] = [
  { View: Updates, has: ({ definition: { role } }) => role === 'optimizer' },
  { View: Worked, has: ({ definition: { role } }) => role === 'layer' || role === 'loss' },
  { View: MovingStatistics, has: ({ definition }) => 'movingStatistics' in definition },
  { View: DeadUnits, has: ({ definition, params }) => canDie(definition, params) },
  { View: UnitMaps, has: ({ definition, columns }) => definition.role === 'layer' && columns === 2 },
  { View: WeightImages, has: ({ weights }) => weights.some(({ shape }) => shape.length > 1) },
];

const canDie = (definition: NodeDefinition, params: ParamValues): boolean =>
  definition.role === 'layer' && activationOf(definition, params).canDie === true;

const NONE: readonly WeightPlan[] = [];

export function LiveViews(props: LiveProps) {
  const { node, definition, params } = props;
  const program = useRun((run) => run.program);
  const columns = useRun((run) => run.data?.columns);
  const takesPart = useDocument(({ compilation }) =>
    compilation.programs.some(
      ({ id, layers, loss, optimizer }) =>
        id === program && [...layers, loss, optimizer].some((part) => part.node === node),
    ),
  );
  const weights = useDocument(({ compilation }) => compilation.nodes.get(node)?.weights ?? NONE);
  if (!takesPart || columns === undefined) return null;
  return VIEWS.filter(({ has }) => has({ definition, params, weights, columns })).map(({ View }, i) => (
    <View key={i} {...props} />
  ));
}
