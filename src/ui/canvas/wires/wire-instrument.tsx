/*
 * The instrument on the middle of a wire. At rest it shows what is known from the graph; in a run what was
 * measured, with a mark for its health. Its numbers are painted without React, and it keeps its size while they
 * change.
 */
import { memo, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { compact } from '../../../base/format.ts';
import { spreadOf } from '../../charts/in-figures.ts';
import { formatShape } from '../../../base/shape.ts';
import type { PortKind } from '../../../catalog/ports.ts';
import type { EdgePlan } from '../../../compiler/types.ts';
import type { EdgeId, NodeId } from '../../../graph/types.ts';
import type { TensorReading } from '../../../protocol/readings.ts';
import { HealthMark } from '../../charts/health-mark.tsx';
import { PaintedBars, PaintedText } from '../../instruments/painted.tsx';
import { penaltyReading, tensorReading, weightReading } from '../../instruments/wire-readings.ts';
import { useDocument } from '../../stores/document.ts';
import { useLookingBack } from '../../stores/look-back.ts';
import { factsAmong } from '../../stores/side-runs.ts';
import { useRun } from '../../stores/run.ts';
import type { Freshness } from '../../stores/freshness.ts';
import { shownLoss } from '../../stores/shown-loss.ts';
import { useShownMetric } from '../../stores/shown-metric.ts';
import type { RunState } from '../../stores/types.ts';
import { useFreshness } from '../../stores/use-reading.ts';
import { viewStore } from '../../stores/view-state.ts';
import { useWatch } from '../../stores/watching.ts';
import { openPopUp, useCanvas } from '../canvas-store.ts';
import { OnWires } from './on-wires.tsx';
import { leaveWire, pointAtWire } from './pointed-at.ts';
import { useTensorLook } from './wire-look.ts';
import { kindColour } from '../cards/port-shape.tsx';
import type { WirePath } from './wire-path.ts';
import { instrumentSize, LARGEST_SCALE, largestScale, restingText } from './wire-reading.ts';
import styles from './wire-instrument.module.css';

interface Props {
  readonly id: EdgeId;
  readonly kind: PortKind;
  readonly path: WirePath;
  readonly selected: boolean;
}

export const WireInstrument = memo(function WireInstrument({ id, kind, path, selected }: Props) {
  const plan = useDocument((state) => state.compilation.edges.get(id));
  if (plan === undefined) return null;
  const place = { id, at: path.middle, selected, room: path.room };
  const { what } = plan.carries;
  if (what === 'features' || what === 'activation') return <TensorInstrument plan={plan} kind={kind} place={place} />;
  if (what === 'initializer') return <WeightsInstrument plan={plan} kind={kind} place={place} />;
  if (what === 'regularizer') return <PenaltyInstrument plan={plan} place={place} />;
  if (what === 'schedule' || what === 'loss') return <FigureInstrument plan={plan} place={place} />;
  if (plan.carries.what === 'metric')
    return <MetricInstrument metric={plan.carries.source} plan={plan} place={place} />;
  return what === 'targets' ? <RestingChip plan={plan} place={place} /> : null;
});

interface Place {
  readonly id: EdgeId;
  readonly at: { readonly x: number; readonly y: number };
  readonly selected: boolean;
  readonly room: number;
}

interface PartProps {
  readonly plan: EdgePlan;
  readonly place: Place;
}

function TensorInstrument({ plan, kind, place }: PartProps & { readonly kind: PortKind }) {
  useWatch('wires', true);
  const look = useTensorLook(plan);
  const { detail, counter } = useCanvas(useShallow((state) => ({ detail: state.detail, counter: state.counter })));
  const size = instrumentSize(place.room / Math.min(counter, LARGEST_SCALE), detail);
  if (look === undefined) return <Frame place={place}>{restingText(plan.carries) ?? ''}</Frame>;
  const { age, shape, health } = look;
  const colour = kindColour(kind === 'data' ? 'tensor' : kind);
  const bins = (run: RunState) => tensorReading(plan, run)?.forward.bins;
  if (size !== 'full') {
    return (
      <Frame place={place} age={age}>
        <span className={styles.small}>
          <HealthMark tone={health.tone} label={health.label} iconOnly />
          {size !== 'bars' && formatShape(shape)}
          {size !== 'small' && <PaintedBars read={bins} width={27} height={12} color={colour} />}
        </span>
      </Frame>
    );
  }
  const written = formatShape(shape);
  return (
    <Frame place={place} age={age} full>
      <span className={styles.shape}>{written}</span>
      <PaintedBars read={bins} width={written.length > SHORT ? 27 : 45} height={13} color={colour} />
      <span className={styles.mark}>
        <HealthMark tone={health.tone} label={health.label} iconOnly />
      </span>
      <PaintedText className={styles.numbers} read={(run) => spread(tensorReading(plan, run))} />
    </Frame>
  );
}

/** Letters of a shape beside which bars of full width have room; those of an image are more. */
const SHORT = 4;

const spread = (reading: TensorReading | undefined): string =>
  reading === undefined ? '' : spreadOf(reading.forward).replace(' ± ', '±');

function WeightsInstrument({ plan, kind, place }: PartProps & { readonly kind: PortKind }) {
  useWatch('wires', true);
  const measured = useRun((state) => weightReading(plan, state) !== undefined);
  const takenAt = useRun((state) => weightReading(plan, state)?.step);
  const age = useFreshness('wires', takenAt);
  const detail = useCanvas((state) => state.detail);
  if (!measured || detail === 'far') return null;
  return (
    <Frame place={place} age={age} behind>
      <PaintedBars
        read={(run) => weightReading(plan, run)?.values.bins}
        width={36}
        height={12}
        color={kindColour(kind)}
      />
    </Frame>
  );
}

/** What a regularizer adds to the loss. */
function PenaltyInstrument({ plan, place }: PartProps) {
  useWatch('wires', true);
  const shown = useRun(useShallow((state) => penaltyReading(plan, state)));
  const age = useFreshness('wires', shown?.step);
  const detail = useCanvas((state) => state.detail);
  if (shown === undefined || detail === 'far') return null;
  return (
    <Frame place={place} age={age} behind>
      <span className={styles.number}>{compact(shown.penalty)}</span>
    </Frame>
  );
}

/** Wires with one number: the learning rate, the loss. */
function FigureInstrument({ plan, place }: PartProps) {
  const resting = restingText(plan.carries);
  const live = useRun((state) => {
    const run = factsAmong(state, plan.programs);
    if (run === undefined) return undefined;
    return plan.carries.what === 'schedule' ? run.learningRate : shownLoss(run)?.value;
  });
  const stale = useRun((state) => factsAmong(state, plan.programs)?.stale === true);
  const past = useLookingBack();
  const text = live === undefined ? resting : compact(live);
  return text === undefined ? null : (
    <Frame place={place} age={live === undefined ? undefined : stale ? 'stale' : past ? 'old' : undefined}>
      <span className={styles.number}>{text}</span>
    </Frame>
  );
}

function MetricInstrument({ metric, plan, place }: PartProps & { readonly metric: NodeId }) {
  const shown = useShownMetric(metric, plan.programs);
  if (shown === undefined) return null;
  return (
    <Frame place={place} age={shown.age}>
      <span className={`${styles.number ?? ''} ${styles.metric ?? ''}`}>{compact(shown.value)}</span>
    </Frame>
  );
}

function RestingChip({ plan, place }: PartProps) {
  const text = restingText(plan.carries);
  return text === undefined ? null : <Frame place={place}>{text}</Frame>;
}

/** The raised box; hovering it shows the larger card, a click selects the wire. */
function Frame({
  place,
  age,
  full = false,
  behind = false,
  children,
}: {
  readonly place: Place;
  /** Of the figures inside; absent where nothing measured stands. */
  readonly age?: Freshness | undefined;
  readonly full?: boolean;
  /** It may be covered by others. */
  readonly behind?: boolean;
  readonly children: ReactNode;
}) {
  const { id, at, selected, room } = place;
  return (
    <OnWires>
      <button
        type="button"
        // Cards are what the keyboard walks; wires are reached from their menus.
        tabIndex={-1}
        aria-label={`Wire from ${id.replace('->', ' to ')}`}
        className={`${full ? styles.full : styles.chip} ${behind ? styles.behind : ''} nopan`}
        data-edge={id}
        data-testid={`instrument-${id}`}
        data-selected={selected}
        data-age={age}
        style={{ ['--fit' as string]: largestScale(room), ['--at' as string]: `${at.x}px, ${at.y}px` }}
        onMouseEnter={() => pointAtWire(id)}
        onMouseLeave={leaveWire}
        onClick={() => viewStore.getState().select([], [id])}
        onContextMenu={(event) => {
          event.preventDefault();
          viewStore.getState().select([], [id]);
          openPopUp({ type: 'menu', screen: { x: event.clientX, y: event.clientY }, at, edge: id });
        }}
      >
        {children}
      </button>
    </OnWires>
  );
}
