/*
 * One data set of the `Dataset` node. Each stands in a file of its own in this folder and is listed
 * in all.ts; dataset.ts reads the list and knows no data set by name.
 */
import type { Random } from '../../../base/random.ts';
import type { Shape } from '../../../base/shape.ts';
import type { DatasetData, TargetInfo } from '../../define/index.ts';

export interface SourceOptions {
  readonly samples: number;
  /** Standard deviation of the noise, where 1 is half the width of the data. */
  readonly noise: number;
  /** Read only by sources with the knob of this name. */
  readonly classes: number;
  /** How many features: read only by sources with the knob of this name. */
  readonly features: number;
}

/** What of the node's params a data set may leave to the user, beside the number of examples. */
export type Knob = 'noise' | 'classes' | 'features';

/** Gives the generator of one purpose (`order`, `points`, `noise`); a second call starts it again. */
export type Purposes = (purpose: string) => Random;

interface Common {
  /** The value of the node's `name` param. */
  readonly name: string;
  readonly title: string;
  /** What is in it and what it is good for, in one or two plain sentences. */
  readonly help: string;
  /** Their names; with the knob `features`, for so many of them. */
  readonly features: readonly string[] | ((count: number) => readonly string[]);
  /** Shape of an example, where its features are no plain row: steps × features of a sequence. */
  readonly shape?: Shape;
  target(options: Pick<SourceOptions, 'classes' | 'noise'>): TargetInfo;
}

/** Invented data: computed from a rule and seeded random numbers. */
export interface GeneratedSource extends Common {
  readonly origin: 'generated';
  /** The params that it reads. With `classes`, it works for any number of them from 2 to 10. */
  readonly knobs: readonly Knob[];
  generate(options: SourceOptions, rng: Purposes): DatasetData;
}

/** Real data that comes with the program, in a file loaded on demand. */
export interface ShippedSource extends Common {
  readonly origin: 'shipped';
  readonly samples: number;
  /** How many of the last rows its makers set apart for the test; they are the test part. */
  readonly testRows?: number;
  /** The two features that a picture shows, by place; the first two unless said. */
  readonly drawn?: readonly [x: number, y: number];
  /** Width and height, where the features are an image. */
  readonly image?: readonly [width: number, height: number];
  /** One line: where the data comes from and on which terms. */
  readonly licence: string;
  /** Rows in the order of the file. Rejects with a plain message if the file is missing or damaged. */
  load(): Promise<DatasetData>;
}

export type DataSource = GeneratedSource | ShippedSource;
