/** The values an initializer draws for the first weight it is plugged into. */
import type { Compilation } from '../../compiler/types.ts';
import { edgeId } from '../../graph/types.ts';
import type { GraphDocument, NodeId } from '../../graph/types.ts';
import { Measured } from '../charts/frame/measured-box.tsx';
import { HistogramChart } from '../charts/histogram-chart.tsx';
import { useDocument } from '../stores/document.ts';
import { EmptyPicture } from './empty-picture.tsx';
import { edgesFrom } from '../../graph/queries.ts';
import { drawInitializer, drawnWeight, plannedWeight } from './initializer-draw.ts';
import type { DrawnWeight } from './initializer-draw.ts';
import styles from './pictures.module.css';
import { CARD_SMALL, PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps } from './picture-props.ts';

export function InitializerPicture({ definition, nodeId, params, size }: PictureProps<'initializer'>) {
  // The draw is remembered, so an unrelated change of the document gives the same object.
  const drawn = useDocument(({ document, compilation }) =>
    drawInitializer(definition, params, document.seed, pluggedWeight(document, compilation, nodeId)),
  );
  const render = (width: number, height: number) =>
    drawn.ok ? (
      <HistogramChart
        name={drawn.weight === '' ? `values drawn by ${definition.type}` : `first values of ${drawn.weight}`}
        distribution={drawn.distribution}
        colour="var(--kind-initializer)"
        width={width}
        height={height}
        bare={size === 'card'}
      />
    ) : (
      <EmptyPicture text={drawn.message} width={width} height={height} />
    );
  if (size === 'card') return render(CARD_SMALL.width, CARD_SMALL.height);
  return (
    <>
      <Measured fallback={PANEL_WIDTH}>{(width) => render(width, 130)}</Measured>
      {drawn.ok && <p className={styles.caption}>{drawn.note}</p>}
    </>
  );
}

/** The first weight, in the order of the file's edges, that this initializer fills. */
function pluggedWeight(document: GraphDocument, compilation: Compilation, node: NodeId): DrawnWeight | undefined {
  for (const edge of edgesFrom(document, node)) {
    const carries = compilation.edges.get(edgeId(edge))?.carries;
    if (carries?.what !== 'initializer') continue;
    const [key] = carries.weights;
    const plan = key === undefined ? undefined : plannedWeight(compilation, key);
    if (plan !== undefined) return drawnWeight(plan);
  }
  return undefined;
}
