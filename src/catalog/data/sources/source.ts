/*
 * One data set of the `Dataset` node. Each stands in a file of its own in this folder and is listed
 * in all.ts; dataset.ts reads the list and knows no data set by name.
 */
import type { Random } from '../../../base/random.ts';
import type { Ranked } from '../../../base/rank.ts';
import type { Shape } from '../../../base/shape.ts';
import type { DatasetData, TargetInfo } from '../../define/index.ts';

export interface SourceOptions {
  readonly samples: number;
  /** Standard deviation of the noise, where 1 is half the width of the data. */
  readonly noise: number;
  /** Read only by sources with `anyClasses`. */
  readonly classes: number;
}

/** Gives the generator of one purpose (`order`, `points`, `noise`); a second call starts it again. */
export type Purposes = (purpose: string) => Random;

interface Common extends Ranked {
  /** The value of the node's `name` param. */
  readonly name: string;
  readonly title: string;
  /** What is in it and what it is good for, in one or two plain sentences. */
  readonly help: string;
  readonly features: readonly string[];
  /** Shape of an example, where its features are no plain row: steps × features of a sequence. */
  readonly shape?: Shape;
  target(options: Pick<SourceOptions, 'classes' | 'noise'>): TargetInfo;
}

/** Invented data: computed from a rule and seeded random numbers. */
export interface GeneratedSource extends Common {
  readonly origin: 'generated';
  /** The rule works for any number of classes from 2 to 10. */
  readonly anyClasses: boolean;
  generate(options: SourceOptions, rng: Purposes): DatasetData;
}

/** Real data that comes with the program, in a file loaded on demand. */
export interface ShippedSource extends Common {
  readonly origin: 'shipped';
  readonly samples: number;
  /** Width and height, where the features are an image. */
  readonly image?: readonly [width: number, height: number];
  /** One line: where the data comes from and on which terms. */
  readonly licence: string;
  /** Rows in the order of the file. Rejects with a plain message if the file is missing or damaged. */
  load(): Promise<DatasetData>;
}

export type DataSource = GeneratedSource | ShippedSource;
