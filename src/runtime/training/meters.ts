/*
 * The instruments at work on a run: measures what is looked at when it is due, and tells. All readings
 * together take about a tenth of the time, the shares being cut where many are looked at. Whatever they cost, those of
 * wires and answers come at least every one and a half seconds, and all others at least every six.
 */
import { byRank } from '../../base/rank.ts';
import type { InstrumentId, ReadingEvent, Readings, Requests } from '../../protocol/instruments.ts';
import type { Instrument, Meter } from '../instruments/instrument.ts';
import { Throttle, yieldTask } from './throttle.ts';
import type { Run } from './run.ts';
import { Spending } from './spending.ts';

/** Who is told, and what they look at. */
export interface Listener {
  /** What is asked of an instrument; `undefined` while nobody looks. */
  watches<I extends InstrumentId>(id: I): Requests[I] | undefined;
  /** The same, but nothing while the last reading is still being drawn: a listener that cannot keep up is spared. */
  wants<I extends InstrumentId>(id: I): Requests[I] | undefined;
}

const MOST_MS = { prompt: 1500, others: 6000 };
/** The part of the time that all instruments together may take: a tenth, less what is not charged. */
const SHARE_OF_ALL = 0.08;

interface AtRest {
  readonly only?: ReadonlySet<InstrumentId> | undefined;
  /** Whether something else is to be done now. */
  readonly wanted?: () => boolean;
}

/** One instrument on one run. */
interface Station {
  readonly id: InstrumentId;
  readonly throttle: Throttle;
  prepare(run: Run): Promise<void>;
  measure(run: Run, whole: boolean): Promise<void>;
  unfinished(): boolean;
  rehearse(run: Run): void;
  along(run: Run): Meter<InstrumentId>['along'];
  close(): void;
}

export class Meters {
  private stations: readonly Station[] = [];
  private run: Run | undefined;
  private readonly spending: Spending;
  private readonly instruments: readonly Instrument<InstrumentId>[];

  constructor(
    instruments: readonly Instrument<InstrumentId>[],
    private readonly listener: Listener | undefined,
    private readonly emit: (event: ReadingEvent) => void,
    private readonly now: () => number,
  ) {
    this.spending = new Spending(now);
    this.instruments = instruments.toSorted(byRank(({ id }) => id));
  }

  /** Lets instruments that are looked at record what they repeat; call when steps have been recorded. */
  async prepare(run: Run): Promise<void> {
    for (const { id, prepare } of this.stationsOf(run)) if (this.watched(id)) await prepare(run);
  }

  /** Training begins or goes on: everything that is looked at is due. */
  begin(): void {
    for (const { throttle } of this.stations) throttle.hurry();
    this.spending.begin();
  }

  /** The part of the time that readings have taken lately, from 0 to 1. */
  get share(): number {
    return this.spending.share;
  }

  /** Keeps what has to be kept at this step; how many may be taken before there is something again. */
  keepAlong(run: Run): number {
    let until = Infinity;
    for (const { id, along } of this.stationsOf(run)) {
      const keeping = this.watched(id) ? along(run) : undefined;
      if (keeping === undefined) continue;
      const start = this.now();
      if (keeping.until() <= 0) {
        keeping.keep();
        this.spending.add(this.now() - start);
      }
      until = Math.min(until, Math.max(1, keeping.until()));
    }
    return until;
  }

  /**
   * What is due and wanted, while training runs.
   * @param until training rests until then anyway: what fits in is measured although it is not due.
   * @param ahead hears of a reading of which nobody knows how long it takes, before it is taken.
   */
  async measureDue(run: Run, until = -Infinity, ahead: () => void = () => undefined): Promise<void> {
    for (const { id, throttle, measure } of this.stationsOf(run)) {
      if (!(throttle.due || throttle.fits(until)) || this.listener?.wants(id) === undefined) continue;
      if (throttle.untimed) ahead();
      await throttle.spend(() => measure(run, false));
      this.spending.add(throttle.charged);
    }
  }

  /**
   * Everything that is looked at, whether or not it is due: at the start and whenever training rests. What comes in
   * parts is gone on with until something else is wanted.
   * @param only leaves out what is looked at as before.
   */
  async measureAll(run: Run, { only, wanted = () => false }: AtRest = {}): Promise<void> {
    for (const { id, throttle, measure, unfinished } of this.stationsOf(run)) {
      if (!this.watched(id) || only?.has(id) === false) continue;
      await throttle.spend(() => measure(run, true));
      while (unfinished() && this.watched(id) && !wanted()) {
        await yieldTask();
        await measure(run, true);
      }
    }
  }

  /** Runs what readings need without reading, so that it can be compiled ahead. */
  rehearse(run: Run): void {
    for (const { id, rehearse } of this.stationsOf(run)) if (this.watched(id)) rehearse(run);
    // Nothing that was made while only compiling holds real numbers.
    this.close();
  }

  /** Frees what instruments keep on the device; `lost`: the device is gone, nothing on it is touched. */
  close(lost = false): void {
    if (!lost) for (const station of this.stations) station.close();
    this.stations = [];
    this.run = undefined;
  }

  /** How much of its share is left for an instrument: less than all where many are looked at. */
  private part(): number {
    const wanted = this.instruments.reduce((sum, { id, share, rests }) => {
      const request = this.listener?.watches(id);
      return request === undefined || rests?.(request) === true ? sum : sum + share;
    }, 0);
    return Math.min(1, SHARE_OF_ALL / Math.max(wanted, Number.EPSILON));
  }

  private watched(id: InstrumentId): boolean {
    return this.listener?.watches(id) !== undefined;
  }

  private stationsOf(run: Run): readonly Station[] {
    if (this.listener === undefined) return [];
    if (this.run !== run) {
      this.close();
      this.run = run;
      this.stations = this.instruments.map((instrument) => this.station(instrument));
    }
    return this.stations;
  }

  private station<I extends InstrumentId>(instrument: Instrument<I>): Station {
    const { id, share, every, prompt = false, momentary } = instrument;
    let meter: Meter<I> | undefined;
    const most = MOST_MS[prompt ? 'prompt' : 'others'];
    const open = (run: Run) => (meter ??= instrument.open(run));
    return {
      id,
      throttle: new Throttle({ share, part: () => this.part(), every, most, now: this.now }),
      prepare: async (run) => open(run).prepare?.(),
      measure: async (run, whole) => {
        const request = this.listener?.watches(id);
        if (request === undefined) return;
        const { step, epoch } = run;
        const value = await open(run).reduce(request, whole);
        if (value !== undefined) this.emit(reading(id, value, { step, epoch, ...(momentary && { momentary }) }));
      },
      unfinished: () => meter?.unfinished?.() === true,
      rehearse: (run) => {
        const request = this.listener?.watches(id);
        if (request !== undefined) open(run).rehearse(request);
      },
      along: (run) => open(run).along,
      close: () => meter?.close(),
    };
  }
}

type Place = Pick<ReadingEvent, 'step' | 'epoch' | 'momentary'>;

const reading = <I extends InstrumentId>(instrument: I, value: Readings[I], place: Place) =>
  ({ type: 'reading', instrument, value, ...place }) as unknown as ReadingEvent;
