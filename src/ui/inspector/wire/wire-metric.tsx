/** A wire that carries a metric: its latest figures, its course over the epochs, and what it measures. */
import type { Carried } from '../../../compiler/types.ts';
import type { GraphNode, NodeId } from '../../../graph/types.ts';
import { Measured } from '../../charts/frame/measured-box.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { AtAge } from '../../instruments/aged.tsx';
import { PANEL_WIDTH } from '../../pictures/picture-props.ts';
import { FRESHNESS_TITLE } from '../../stores/freshness.ts';
import { useMetricCourse, useShownMetric } from '../../stores/shown-metric.ts';
import { Picture } from '../parts/blocks.tsx';
import { Reading, Readings } from '../parts/figures.tsx';
import { Section } from '../parts/section.tsx';
import { Text } from '../parts/words.tsx';
import { metricFigures } from './wire-figures.ts';
import { WordsWire } from './wire-words.tsx';

type Carries = Extract<Carried, { readonly what: 'optimizer' | 'loss' | 'metric' | 'callback' | 'model' }>;

export function MetricWire({
  carries,
  from,
  programs,
}: {
  readonly carries: Carries;
  readonly from: GraphNode;
  readonly programs: readonly NodeId[];
}) {
  const shown = useShownMetric(carries.source, programs);
  const course = useMetricCourse(carries.source, programs);
  if (shown === undefined) {
    return (
      <>
        <Text>It is measured at the end of every epoch. Train the network, and it stands here.</Text>
        <WordsWire carries={carries} from={from} />
      </>
    );
  }
  return (
    <>
      <AtAge age={shown.age}>
        <Section title={FRESHNESS_TITLE[shown.age]}>
          <Readings>
            {metricFigures(shown).map((figure) => (
              <Reading key={figure.name} {...figure} />
            ))}
          </Readings>
          <Picture>
            <Measured fallback={PANEL_WIDTH}>
              {(width) => (
                <Sparkline
                  name="Figure on the training examples"
                  points={course}
                  colour="var(--kind-metric)"
                  width={width}
                  height={110}
                />
              )}
            </Measured>
          </Picture>
        </Section>
      </AtAge>
      <Section title="What it measures">
        <WordsWire carries={carries} from={from} />
      </Section>
    </>
  );
}
