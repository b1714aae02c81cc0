/*
 * The larger card of the wire under the pointer or in the selection: what was measured, spelled out. It
 * lies above all cards and keeps its size on screen while the canvas is zoomed out.
 */
import { useElementSize } from '@mantine/hooks';
import { ViewportPortal, useStore } from 'reactflow';
import { compact, percent } from '../../../base/format.ts';
import { rangeOf, spreadOf } from '../../charts/in-figures.ts';
import { KIND_LABEL, type PortKind } from '../../../catalog/ports.ts';
import type { EdgePlan } from '../../../compiler/types.ts';
import type { EdgeId } from '../../../graph/types.ts';
import type { Distribution } from '../../../protocol/readings.ts';
import { Bars } from '../../charts/bars.tsx';
import { HealthMark } from '../../charts/health-mark.tsx';
import { Aged, MeasuredAt } from '../../instruments/aged.tsx';
import { OF_TENSOR, OF_WEIGHTS } from '../../instruments/figure-help.ts';
import { useModePair } from '../../instruments/mode-pair.ts';
import { standingOn } from '../../instruments/health-contexts.ts';
import { penaltyReading, strongestGradient, tensorReading, weightReading } from '../../instruments/wire-readings.ts';
import { useDocument } from '../../stores/document.ts';
import { useRun } from '../../stores/run.ts';
import { useFreshness } from '../../stores/use-reading.ts';
import { useWatch } from '../../stores/watching.ts';
import { LossDetails, MetricDetails, ScheduleDetails } from './figure-details.tsx';
import { keysOn } from './wires-in-sight.ts';
import { WireFact } from './wire-fact.tsx';
import { healthOf } from './wire-health.ts';
import { kindColour } from '../cards/port-shape.tsx';
import styles from './wire-details.module.css';
import type { Point } from './wire-path.ts';
import { restingText } from './wire-reading.ts';

interface Props {
  readonly id: EdgeId;
  readonly at: Point;
  readonly kind: PortKind;
  /** It is there whatever the pointer does, which can therefore rest on a name and be told what that means. */
  readonly stays?: boolean;
}

/** Width of the card, its distance from the wire, and its least distance from the canvas' edges, in pixels. */
const CARD = 228;
const GAP = 26;
const EDGE = 8;
/** Height of a canvas on which the whole card leaves room for the graph. */
const ROOM_FOR_ALL = 560;

export function WireDetails({ id, at, kind, stays = false }: Props) {
  const scale = useStore((state) => Math.max(1, 1 / state.transform[2]));
  // On the side of the wire where there is more room, and not beyond the canvas' edges.
  const above = useStore(({ transform: [, y, zoom], height }) => at.y * zoom + y > height / 2);
  const shift = useStore(({ transform: [x, , zoom], width }) => {
    const left = at.x * zoom + x - CARD / 2;
    return Math.round(left < EDGE ? EDGE - left : left + CARD > width - EDGE ? width - EDGE - CARD - left : 0);
  });
  // A card that is taller than the room there is comes nearer, over the wire if need be.
  const { ref, height: tall } = useElementSize({ box: 'border-box' });
  const nearer = useStore(({ transform: [, y, zoom], height }) => {
    const size = Math.max(1, zoom);
    const middle = at.y * zoom + y;
    const room = ((above ? middle : height - middle) - EDGE) / size - GAP;
    return Math.round(Math.max(0, tall - room));
  });
  // On a small canvas the card says the most important only, so that it neither is cut off nor covers the graph.
  const short = useStore(({ height }) => height < ROOM_FOR_ALL);
  const plan = useDocument((state) => state.compilation.edges.get(id));
  return (
    <ViewportPortal>
      <div
        className={styles.place}
        style={{
          transform: `translate(${at.x}px, ${at.y}px) scale(${scale}) translate(calc(-50% + ${shift}px), ${above ? `calc(-100% - ${GAP - nearer}px)` : `${GAP - nearer}px`})`,
        }}
        role="tooltip"
      >
        <div className={styles.card} data-short={short || undefined} data-stays={stays || undefined} ref={ref}>
          <div className={styles.title}>{id.replace('->', ' → ')}</div>
          {plan === undefined ? null : <Content plan={plan} kind={kind} />}
        </div>
      </div>
    </ViewportPortal>
  );
}

function Content({ plan, kind }: { readonly plan: EdgePlan; readonly kind: PortKind }) {
  const { carries } = plan;
  if (carries.what === 'nothing')
    return <p className={styles.words}>Nothing flows here yet: something before this wire is missing or wrong.</p>;
  if (carries.what === 'activation' || carries.what === 'features') return <TensorDetails plan={plan} />;
  if (carries.what === 'initializer' || carries.what === 'regularizer' || carries.what === 'constraint') {
    return <WeightDetails plan={plan} kind={kind} weights={carries.weights} />;
  }
  if (carries.what === 'targets') {
    return <p className={styles.words}>{`The answers to learn: ${namesOf(carries.info.names)}.`}</p>;
  }
  if (carries.what === 'schedule') return <ScheduleDetails carries={carries} programs={plan.programs} />;
  if (carries.what === 'loss') return <LossDetails loss={carries.source} programs={plan.programs} />;
  if (carries.what === 'metric') return <MetricDetails metric={carries.source} programs={plan.programs} />;
  return <p className={styles.words}>{`Carries ${KIND_LABEL[kind]}.`}</p>;
}

const namesOf = (names: readonly string[]): string =>
  names.length <= 6 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;

function TensorDetails({ plan }: { readonly plan: EdgePlan }) {
  useWatch('wires', { first: keysOn(plan) });
  const reading = useRun((state) => tensorReading(plan, state));
  const strongest = useRun(strongestGradient);
  const age = useFreshness('wires');
  const standing = useDocument((state) => standingOn(plan, state.compilation));
  const text = restingText(plan.carries);
  if (reading === undefined) {
    return <p className={styles.words}>{`${text ?? ''} per example. Train to see what flows here.`}</p>;
  }
  const health = healthOf(reading, { ...standing, strongestGradient: strongest }, age);
  const { forward, gradient, gradientNorm } = reading;
  return (
    <Aged of="wires" takenAt={reading.step}>
      <MeasuredAt of="wires" takenAt={reading.step} />
      <Plot name="values" distribution={forward} colour="var(--kind-tensor)" />
      {gradient !== undefined && <Plot name="gradient" distribution={gradient} colour="var(--gradient)" />}
      <dl className={styles.facts}>
        <WireFact name="shape" value={text ?? ''} help={OF_TENSOR.shape} />
        <WireFact name="mean ± sd" value={spreadOf(forward)} help={OF_TENSOR.spread} />
        <WireFact name="range" value={rangeOf(forward)} help={OF_TENSOR.range} />
        <WireFact name="zeros" value={percent(forward.zeros)} help={OF_TENSOR.zeros} more />
        <WireFact name="dead units" value={`${reading.deadUnits} of ${reading.units}`} help={OF_TENSOR.dead} more />
        <WireFact name="saturated" value={percent(reading.saturated)} help={OF_TENSOR.saturated} more />
        {gradientNorm !== undefined && (
          <WireFact name="gradient norm" value={compact(gradientNorm)} help={OF_TENSOR.gradient} />
        )}
        <InInference plan={plan} />
        {forward.nonFinite > 0 && (
          <WireFact name="not finite" value={compact(forward.nonFinite)} help={OF_TENSOR.nonFinite} />
        )}
      </dl>
      <div className={styles.health}>
        <HealthMark tone={health.tone} label={health.label} />
        <p className={styles.words}>{health.explanation}</p>
      </div>
    </Aged>
  );
}

/** The same in inference, where that is another thing than in training. */
function InInference({ plan: { carries } }: { readonly plan: EdgePlan }) {
  const tensor = carries.what === 'activation' ? carries.tensor : undefined;
  const pair = useModePair(tensor)?.pair;
  return pair === undefined ? null : (
    <WireFact name="in inference" value={spreadOf(pair.inference)} help={OF_TENSOR.inference} />
  );
}

function WeightDetails({
  plan,
  kind,
  weights,
}: {
  readonly plan: EdgePlan;
  readonly kind: PortKind;
  readonly weights: readonly string[];
}) {
  useWatch('wires', { first: weights });
  const measured = useRun((state) => weightReading(plan, state));
  const penalty = useRun((state) => penaltyReading(plan, state)?.penalty);
  const [key = ''] = weights;
  if (measured === undefined)
    return <p className={styles.words}>{`For ${weights.join(' and ')}. Train to see these weights.`}</p>;
  const { values, gradientNorm, updateRatio } = measured;
  return (
    <Aged of="wires" takenAt={measured.step}>
      <MeasuredAt of="wires" takenAt={measured.step} />
      <Plot name={key} distribution={values} colour={kindColour(kind)} />
      <dl className={styles.facts}>
        {penalty !== undefined && <WireFact name="penalty" value={compact(penalty)} help={OF_WEIGHTS.penalty} />}
        <WireFact name="mean ± sd" value={spreadOf(values)} help={OF_WEIGHTS.spread} />
        <WireFact name="range" value={rangeOf(values)} help={OF_WEIGHTS.range} />
        {gradientNorm !== undefined && (
          <WireFact name="gradient norm" value={compact(gradientNorm)} help={OF_WEIGHTS.gradient} />
        )}
        {updateRatio !== undefined && (
          <WireFact name="update ratio" value={compact(updateRatio)} help={OF_WEIGHTS.update} />
        )}
      </dl>
    </Aged>
  );
}

function Plot({
  name,
  distribution,
  colour,
}: {
  readonly name: string;
  readonly distribution: Distribution;
  readonly colour: string;
}) {
  return (
    <figure className={styles.plot}>
      <Bars bins={distribution.bins} width={204} height={36} color={colour} />
      <figcaption className={styles.scale}>
        <span>{compact(distribution.min)}</span>
        <span className={styles.caption}>{name}</span>
        <span>{compact(distribution.max)}</span>
      </figcaption>
    </figure>
  );
}
