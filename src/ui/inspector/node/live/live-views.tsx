/*
 * What a node shows about itself while it trains: parts of the panel, each with an instrument of its own.
 * Which of them a node has follows from what its definition says of it; none knows a type by name.
 */
import type { ComponentType } from 'react';
import type { NodeDefinition } from '../../../../catalog/define/index.ts';
import { useDocument } from '../../../stores/document.ts';
import { useRun } from '../../../stores/run.ts';
import type { LiveProps } from './live-props.ts';
import { UnitMaps } from './unit-maps.tsx';

interface LiveView {
  readonly View: ComponentType<LiveProps>;
  /** Whether a node has this part, by its definition and by the values in an example of the run's data. */
  has(definition: NodeDefinition, columns: number): boolean;
}

const VIEWS: readonly LiveView[] = [{ View: UnitMaps, has: ({ role }, columns) => role === 'layer' && columns === 2 }];

export function LiveViews(props: LiveProps) {
  const { node, definition } = props;
  const program = useRun((run) => run.program);
  const columns = useRun((run) => run.data?.columns);
  const takesPart = useDocument(({ compilation }) =>
    compilation.programs.some((each) => each.id === program && each.layers.some((layer) => layer.node === node)),
  );
  if (!takesPart || columns === undefined) return null;
  return VIEWS.filter(({ has }) => has(definition, columns)).map(({ View }, i) => <View key={i} {...props} />);
}
