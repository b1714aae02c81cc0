/** A wire that carries numbers through the network: figures, both histograms, and the same over time. */
import { formatShape } from '../../../base/shape.ts';
import { tensorKey } from '../../../compiler/types.ts';
import type { Carried } from '../../../compiler/types.ts';
import type { GraphNode } from '../../../graph/types.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { Measured } from '../../charts/frame/measured-box.tsx';
import { HistogramChart } from '../../charts/histogram-chart.tsx';
import { nodeName } from '../../pictures/facts.ts';
import { PANEL_WIDTH } from '../../pictures/picture-props.ts';
import { Aged, MeasuredAt } from '../../instruments/aged.tsx';
import { OF_TENSOR } from '../../instruments/figure-help.ts';
import { useCostWords } from '../../instruments/measuring-cost.tsx';
import { tensorOf } from '../../instruments/wire-readings.ts';
import { FRESHNESS_TITLE } from '../../stores/freshness.ts';
import { useRun } from '../../stores/run.ts';
import { useFreshness } from '../../stores/use-reading.ts';
import { useWatch } from '../../stores/watching.ts';
import { TensorHealth } from './health-line.tsx';
import { BothModes } from './both-modes.tsx';
import { OverTime, ofThen } from './over-time.tsx';
import { Reading, Readings } from '../parts/figures.tsx';
import { MeasureNow } from '../parts/measure-now.tsx';
import { Section } from '../parts/section.tsx';
import { Aside, Text } from '../parts/words.tsx';
import { TensorReadings } from './tensor-readings.tsx';

type Carries = Extract<Carried, { readonly what: 'features' }> | Extract<Carried, { readonly what: 'activation' }>;

export function TensorWire({ carries, from }: { readonly carries: Carries; readonly from: GraphNode }) {
  useWatch('wires', { first: [tensorKey(carries.tensor)] });
  const { tensor, shape } = carries;
  const data = carries.what === 'features';
  const reading = useRun((state) => tensorOf(state, tensor, shape));
  const age = useFreshness('wires', reading?.step) ?? 'stale';
  const cost = useCostWords();
  if (reading === undefined) {
    return (
      <>
        <Readings>
          <Reading name="shape" value={formatShape(shape)} help={OF_TENSOR.shape} />
        </Readings>
        <Text>Train the network, and what flows here is measured and drawn.</Text>
        <MeasureNow />
      </>
    );
  }
  return (
    <Aged of="wires" takenAt={reading.step}>
      <Section title={FRESHNESS_TITLE[age]}>
        <MeasuredAt of="wires" takenAt={reading.step} />
        <MeasureNow />
        {!data && <Aside>As training sees it, on rows that stay the same. {cost}</Aside>}
        <TensorReadings shape={shape} reading={reading} full data={data} />
        <TensorHealth tensor={tensor} reading={reading} data={data} />
      </Section>
      <Histograms reading={reading} name={nodeName(from)} data={data} />
      {!data && <BothModes tensor={tensor} />}
      {!data && (
        <OverTime
          courses={[
            {
              title: 'values',
              name: `Values on the wire from ${nodeName(from)}`,
              of: ({ tensors }) => ofThen(tensors[tensorKey(tensor)])?.forward,
              colour: 'var(--kind-tensor)',
            },
            {
              title: 'gradient',
              name: `The loss's gradient on the wire from ${nodeName(from)}`,
              of: ({ tensors }) => ofThen(tensors[tensorKey(tensor)])?.gradient,
              colour: 'var(--gradient)',
            },
          ]}
        />
      )}
    </Aged>
  );
}

function Histograms({ reading, name, data }: { reading: TensorReading; name: string; data: boolean }) {
  return (
    <>
      <Section title="Values, forwards">
        <Measured fallback={PANEL_WIDTH}>
          {(width) => (
            <HistogramChart
              name={`outputs of ${name}`}
              distribution={reading.forward}
              colour={data ? 'var(--kind-data)' : 'var(--kind-tensor)'}
              width={width}
              height={120}
            />
          )}
        </Measured>
      </Section>
      {reading.gradient !== undefined && (
        <Section title="Gradient, backwards">
          <Measured fallback={PANEL_WIDTH}>
            {(width) => (
              <HistogramChart
                name={`the loss's gradient at ${name}`}
                distribution={reading.gradient ?? reading.forward}
                colour="var(--gradient)"
                width={width}
                height={100}
              />
            )}
          </Measured>
        </Section>
      )}
    </>
  );
}
