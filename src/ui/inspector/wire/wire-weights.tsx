/*
 * A wire from below to the weights of a layer: how they started, how they are spread now, and how much
 * a step changes them.
 */
import type { ReactNode } from 'react';
import { compact } from '../../../base/format.ts';
import { fixedRangeOf, spreadOf } from '../../charts/in-figures.ts';
import { formatShape } from '../../../base/shape.ts';
import { catalog } from '../../../catalog/index.ts';
import type { Carried } from '../../../compiler/types.ts';
import type { GraphNode } from '../../../graph/types.ts';
import type { Distribution, WeightReading } from '../../../protocol/readings.ts';
import { Measured } from '../../charts/frame/measured-box.tsx';
import { HistogramChart } from '../../charts/histogram-chart.tsx';
import { definitionOf, paramsOf } from '../../pictures/facts.ts';
import { drawInitializer, drawnWeight, plannedWeight } from '../../pictures/initializer-draw.ts';
import { PANEL_WIDTH } from '../../pictures/picture-props.ts';
import { useDocument } from '../../stores/document.ts';
import { Aged, MeasuredAt } from '../../instruments/aged.tsx';
import { OF_WEIGHTS } from '../../instruments/figure-help.ts';
import { weightOf } from '../../instruments/wire-readings.ts';
import { useRun } from '../../stores/run.ts';
import { useFreshness } from '../../stores/use-reading.ts';
import { useWatch } from '../../stores/watching.ts';
import { Picture } from '../parts/blocks.tsx';
import { OverTime, ofThen } from './over-time.tsx';
import { noRatioWords, ratioWords } from './ratio-words.ts';
import { Reading, Readings } from '../parts/figures.tsx';
import { MeasureNow } from '../parts/measure-now.tsx';
import { Section } from '../parts/section.tsx';
import { Aside, Text } from '../parts/words.tsx';

type Carries = Extract<Carried, { readonly weights: readonly string[] }>;

export function WeightsWire({ carries, from }: { readonly carries: Carries; readonly from: GraphNode }) {
  if (carries.weights.length === 0) return <Text>The layer has no weight for this at the moment.</Text>;
  return carries.weights.map((key) => <WeightSection key={key} weight={key} from={from} />);
}

function WeightSection({ weight, from }: { weight: string; from: GraphNode }) {
  const layer = weight.split('/')[0] ?? '';
  const plan = useDocument((state) => state.compilation.nodes.get(layer)?.weights.find((each) => each.key === weight));
  useWatch('wires', { first: [weight] });
  const reading = useRun((state) => weightOf(state, weight, plan?.shape));
  const fresh = useFreshness('wires', reading?.step) === 'fresh';
  const start = useStart(weight, from);
  const shape = plan?.shape ?? reading?.shape;
  const now = reading?.values ?? start;
  return (
    <Section title={weight} verbatim>
      {reading !== undefined && <MeasuredAt of="wires" takenAt={reading.step} />}
      <MeasureNow />
      <Measurements reading={reading}>
        <Readings>
          {shape !== undefined && <Reading name="shape" value={formatShape(shape)} />}
          <Reading
            name={reading === undefined ? 'mean ± sd, at the start' : 'mean ± sd'}
            value={now === undefined ? '–' : spreadOf(now)}
            help={OF_WEIGHTS.spread}
          />
          {reading?.penalty !== undefined && (
            <Reading name="penalty" value={compact(reading.penalty)} help={OF_WEIGHTS.penalty} />
          )}
          {now !== undefined && <Reading name="min … max" value={fixedRangeOf(now)} help={OF_WEIGHTS.range} />}
          <Reading
            name="update ratio"
            value={reading?.updateRatio === undefined ? '–' : compact(reading.updateRatio)}
            help={OF_WEIGHTS.update}
          />
          <Reading
            name="gradient norm"
            value={reading?.gradientNorm === undefined ? '–' : compact(reading.gradientNorm)}
            help={OF_WEIGHTS.gradient}
          />
        </Readings>
        {reading !== undefined && reading.updateRatio === undefined && (
          <NoRatio zero={reading.values.mean === 0 && reading.values.std === 0} />
        )}
        {now !== undefined && now.count > 0 && (
          <Picture>
            <Measured fallback={PANEL_WIDTH}>
              {(width) => (
                <HistogramChart
                  name={
                    reading === undefined ? `first values of ${weight}` : `values of ${weight}${fresh ? ' now' : ''}`
                  }
                  distribution={now}
                  {...(reading === undefined || start === undefined
                    ? {}
                    : { compare: { name: 'its first values', distribution: start } })}
                  colour="var(--kind-initializer)"
                  width={width}
                  height={120}
                />
              )}
            </Measured>
            {reading !== undefined && start !== undefined && (
              <Aside>Filled: {fresh ? 'now' : 'when measured'}. Outline: at the start.</Aside>
            )}
          </Picture>
        )}
        {reading?.update !== undefined && (
          <Update weight={weight} update={reading.update} ratio={reading.updateRatio} />
        )}
        <OverTime
          courses={[
            {
              title: 'weights',
              name: `Values of ${weight}`,
              of: ({ weights }) => ofThen(weights[weight])?.values,
              colour: 'var(--kind-initializer)',
            },
            {
              title: 'gradient',
              name: `The loss's gradient at ${weight}`,
              of: ({ weights }) => ofThen(weights[weight])?.gradient,
              colour: 'var(--gradient)',
            },
          ]}
        />
      </Measurements>
    </Section>
  );
}

/** Why there is no update ratio: no step lies between the weights that were measured last and these. */
function NoRatio({ zero }: { readonly zero: boolean }) {
  const words = useRun(({ step, done }) => noRatioWords({ step, restored: done?.restoredEpoch, zero }));
  return <Aside>{words}</Aside>;
}

/** What a step does to the weights, and whether that is much or little. */
function Update(props: { readonly weight: string; readonly update: Distribution; readonly ratio: number | undefined }) {
  const { weight, update, ratio } = props;
  return (
    <Picture>
      <Measured fallback={PANEL_WIDTH}>
        {(width) => (
          <HistogramChart
            name={`changes of ${weight} in a step`}
            distribution={update}
            colour="var(--kind-optimizer)"
            width={width}
            height={92}
          />
        )}
      </Measured>
      <Aside>
        What a step changes, on average since the reading before. {ratio !== undefined && ratioWords(ratio)}
      </Aside>
    </Picture>
  );
}

/** First values are drawn from the graph and never grow old. */
function Measurements({ reading, children }: { reading: WeightReading | undefined; children: ReactNode }) {
  if (reading === undefined) return children;
  return (
    <Aged of="wires" takenAt={reading.step}>
      {children}
    </Aged>
  );
}

/** The weight's first values: by the wired initializer, or by the one that holds while a penalty is wired. */
function useStart(weight: string, from: GraphNode) {
  const wired = definitionOf(from);
  return useDocument(({ document, compilation }) => {
    const plan = plannedWeight(compilation, weight);
    if (plan === undefined) return undefined;
    const own = wired?.role === 'initializer' ? { definition: wired, params: paramsOf(wired, from) } : undefined;
    const planned = catalog.get(plan.initializer.type);
    const other =
      planned?.role === 'initializer' ? { definition: planned, params: plan.initializer.params } : undefined;
    const chosen = own ?? other;
    if (chosen === undefined) return undefined;
    const drawn = drawInitializer(chosen.definition, chosen.params, document.seed, drawnWeight(plan));
    return drawn.ok ? drawn.distribution : undefined;
  });
}
