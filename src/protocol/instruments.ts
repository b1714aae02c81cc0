/*
 * What instruments tell and are asked for, by their ids. Each instrument declares its own entries beside
 * the code that measures (`declare module` in `src/runtime/instruments/…`), so that nothing here has to
 * know it and the page still reads typed values.
 */

/** The value of one reading. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by the instruments
export interface Readings {}

/** What the page may ask an instrument for, e.g. how fine a picture. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by the instruments
export interface Requests {}

export type InstrumentId = keyof Readings & keyof Requests;

/** What the page looks at now; instruments that are not named measure nothing. */
export type Watch = { readonly [I in InstrumentId]?: Requests[I] };

/** A value and the place in training at which it was measured. */
export interface Stamped<T> {
  readonly value: T;
  /** Optimizer steps taken, and epochs completed. */
  readonly step: number;
  readonly epoch: number;
}

export type ReadingEvent = {
  readonly [I in InstrumentId]: {
    readonly type: 'reading';
    readonly instrument: I;
    /** A picture of the moment: earlier ones are not kept. */
    readonly momentary?: true;
  } & Stamped<Readings[I]>;
}[InstrumentId];
