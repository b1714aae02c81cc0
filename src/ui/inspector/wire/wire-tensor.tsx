/** A wire that carries numbers through the network: figures, both histograms, and the same over time. */
import { formatShape } from '../../../base/shape.ts';
import type { Carried } from '../../../compiler/types.ts';
import type { GraphNode } from '../../../graph/types.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { Measured } from '../../charts/frame/measured.tsx';
import { HistogramChart } from '../../charts/histogram-chart.tsx';
import { nodeName } from '../../pictures/facts.ts';
import { PANEL_WIDTH } from '../../pictures/props.ts';
import { useRun } from '../../stores/run.ts';
import { TensorHealth } from './health-line.tsx';
import { OverTime } from './over-time.tsx';
import { Reading, Readings } from '../parts/figures.tsx';
import { Section } from '../parts/section.tsx';
import { Text } from '../parts/words.tsx';
import { TensorReadings } from './tensor-readings.tsx';

type Carries = Extract<Carried, { readonly what: 'features' }> | Extract<Carried, { readonly what: 'activation' }>;

export function TensorWire({ carries, from }: { readonly carries: Carries; readonly from: GraphNode }) {
  const name = carries.what === 'activation' ? carries.layer : carries.source;
  const data = carries.what === 'features';
  const reading = useRun((state) => state.frame?.tensors[name]);
  if (reading === undefined) {
    return (
      <>
        <Readings>
          <Reading name="shape" value={formatShape(carries.shape)} help="Values per example." />
        </Readings>
        <Text>Train the network, and what flows here is measured and drawn.</Text>
      </>
    );
  }
  return (
    <>
      <Section title="Measured now">
        <TensorReadings shape={carries.shape} reading={reading} full data={data} />
        <TensorHealth tensor={name} reading={reading} data={data} />
      </Section>
      <Histograms reading={reading} name={nodeName(from)} data={data} />
      {!data && (
        <OverTime name={`Values on the wire from ${nodeName(from)}`} of={(frame) => frame.tensors[name]?.forward} />
      )}
    </>
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
