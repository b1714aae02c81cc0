/*
 * Reads every wire: what one forward and backward pass finds, reduced where the tensors are. The parts stand in
 * `wires/`: the pass, its recording, whose turn it is, and what is told of it.
 */
import { must } from '../../base/invariant.ts';
import type { StepMode } from '../../protocol/step-mode.ts';
import type { TensorReading, WeightReading, WireReadings } from '../../protocol/readings.ts';
import { CannotRecord } from '../replay/trace.ts';
import type { Tier } from '../replay/recording.ts';
import type { Run } from '../training/run.ts';
import { inMode } from '../wasm/quick-products.ts';
import { defineInstrument } from './instrument.ts';
import type { Meter } from './instrument.ts';
import { rehearseSummary, summarise } from './summary/summarise.ts';
import { changeOf, penaltyOf, Probe, slopeOf, valueOf, weightOf } from './wires/probe.ts';
import { numberOf, tensorCopy, tensorReading, weightCopy, weightReading } from './wires/readings.ts';
import { RecordedLook } from './wires/recorded-look.ts';
import { look, rehearseLook } from './wires/sight.ts';
import type { Found, Sight } from './wires/sight.ts';
import { Rotation } from './wires/rotation.ts';
import { WeightTrail } from './wires/weight-trail.ts';

/** All wires, or above all those with these tensors and weights: they are on the screen. */
export type WiresRequest = true | { readonly first: readonly string[] };

declare module '../../protocol/instruments.ts' {
  interface Readings {
    wires: WireReadings;
  }
  interface Requests {
    wires: WiresRequest;
  }
}

export const wires = defineInstrument({
  id: 'wires',
  rank: 10,
  example: true,
  share: 0.06,
  every: 400,
  prompt: true,
  open: (run) => new WiresMeter(run),
});

/** One reading on its own, for the command line and to find where numbers break. */
export async function readWires(run: Run): Promise<WireReadings> {
  const meter = new WiresMeter(run);
  try {
    return await meter.reduce(true);
  } finally {
    meter.close();
  }
}

class WiresMeter implements Meter<'wires'> {
  private readonly probe: Probe;
  private readonly trail: WeightTrail;
  private readonly rotation: Rotation;
  private readonly tensors = new Map<string, TensorReading>();
  private readonly weights = new Map<string, WeightReading>();
  private readonly measuredAt = new Map<string, number>();
  /** Of weights that were set from outside since, nothing measured earlier holds. */
  private version: number | undefined;
  private recorded: RecordedLook | undefined;
  /** How the pass is computed, and why not as the steps are. */
  private taken: { readonly mode: StepMode; readonly reason?: string } | undefined;

  constructor(private readonly run: Run) {
    this.probe = new Probe(run);
    this.trail = new WeightTrail(run);
    this.rotation = new Rotation([...this.probe.shapes.keys(), ...run.network.weights.map(({ key }) => key)]);
  }

  async reduce(request: WiresRequest, whole = true): Promise<WireReadings> {
    const { run, trail } = this;
    const anew = this.version !== run.version;
    if (anew) this.weights.clear();
    const due = this.rotation.next(whole || anew || request === true ? [] : request.first);
    const { step } = run;
    const { steps } = trail;
    const sight = this.look();
    try {
      const wanted = sight.names.filter((name) => name === 'loss' || due.has(name.slice(name.indexOf(' ') + 1)));
      await this.lookAtInputs();
      const found = await sight.summarise(wanted);
      this.take(found, due, step, steps);
      this.version = run.version;
      return this.told(numberOf(found.get('loss')), step);
    } finally {
      sight.release();
    }
  }

  rehearse(): void {
    rehearseLook(this.run, this.probe);
    rehearseSummary([...this.probe.inputs.values()].map((tensor) => ({ tensor })));
  }

  close(): void {
    this.recorded?.dispose();
    this.trail.dispose();
    this.probe.dispose();
  }

  /** Where training is replayed, readings are, too: for a small network the pass by tfjs takes as long as a hundred steps. */
  async prepare(): Promise<void> {
    const { run } = this;
    if (this.taken !== undefined || run.stepMode === undefined) return;
    let reason: string | undefined;
    for (const tier of tiersFor(run.stepMode)) {
      try {
        this.recorded = await RecordedLook.open(run, this.probe, this.trail, tier);
        this.taken = { mode: tier };
        return;
      } catch (thrown) {
        if (!(thrown instanceof CannotRecord)) throw thrown;
        reason ??= thrown.message;
      }
    }
    this.taken = { mode: 'eager', ...(reason !== undefined && { reason }) };
  }

  private look(): Sight {
    const { run, trail, recorded } = this;
    if (recorded === undefined) {
      // One pass of a wide network takes seconds otherwise.
      const sight = inMode(run.stepMode, () => look(run, this.probe, trail));
      trail.remember();
      return sight;
    }
    const { sight, sound } = recorded.look(run.step);
    if (sound) trail.mark();
    return sight;
  }

  /** Data on its way in is the same each time. */
  private async lookAtInputs(): Promise<void> {
    const { inputs, shapes } = this.probe;
    if ([...inputs.keys()].every((key) => this.tensors.has(key))) return;
    const found = await summarise([...inputs.values()].map((tensor) => ({ tensor })));
    [...inputs.keys()].forEach((key, i) =>
      this.tensors.set(key, tensorReading(shapes.get(key) ?? [], must(found[i], key), undefined)),
    );
  }

  private take(found: Found, due: ReadonlySet<string>, step: number, steps: number): void {
    for (const [key, shape] of this.probe.shapes) {
      const value = found.get(valueOf(key));
      if (value === undefined || !due.has(key)) continue;
      this.tensors.set(key, tensorReading(shape, value, found.get(slopeOf(key))));
      this.measuredAt.set(key, step);
    }
    for (const { key, plan } of this.run.network.weights) {
      const value = found.get(weightOf(key));
      if (value === undefined || !due.has(key)) continue;
      const before = this.weights.get(key);
      const change = found.get(changeOf(key));
      // Looked at again where it was: the latest step is still the latest.
      const kept = steps === 0 && this.measuredAt.get(key) === step ? updateIn(before) : {};
      const charge = found.get(penaltyOf(key));
      this.weights.set(key, {
        ...weightReading(plan.shape, value, found.get(slopeOf(key)), change, steps),
        ...(charge && { penalty: numberOf(charge) }),
        ...kept,
      });
      this.measuredAt.set(key, step);
    }
  }

  private told(loss: number, step: number): WireReadings {
    const earlier = (key: string) => {
      const at = this.measuredAt.get(key) ?? step;
      return at === step ? {} : { step: at };
    };
    return {
      tensors: Object.fromEntries(
        [...this.tensors].map(([key, each]) => [key, { ...tensorCopy(each), ...earlier(key) }]),
      ),
      weights: Object.fromEntries(
        [...this.weights].map(([key, each]) => [key, { ...weightCopy(each), ...earlier(key) }]),
      ),
      loss,
      learningRate: this.run.learningRate.at(step),
      ...(this.taken && { taken: this.taken }),
    };
  }
}

/** The rewritten kernels round otherwise, which a reading of cancelling gradients may not stand; tfjs' own never do. */
const tiersFor = (mode: StepMode): readonly Tier[] =>
  mode === 'fast' ? ['fast', 'exact'] : mode === 'exact' ? ['exact'] : [];

const updateIn = (before: WeightReading | undefined) => ({
  ...(before?.update && { update: before.update }),
  ...(before?.updateRatio !== undefined && { updateRatio: before.updateRatio }),
});
