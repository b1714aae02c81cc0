import type { AssetInfos } from '../../assets/in-document.ts';
import type { AssetReader } from '../../assets/reader.ts';
import type { Random } from '../../base/random.ts';
import type { Shape } from '../../base/shape.ts';
import type { ParamShape, ParamsOf, ParamValues } from '../params.ts';
import type { Common } from './common.ts';

export type TargetInfo =
  | { readonly kind: 'classes'; readonly names: readonly string[] }
  | {
      readonly kind: 'values';
      readonly names: readonly string[];
      /** Where nearly all values lie, noise included; absent where that is not known before loading. */
      readonly range?: readonly [low: number, high: number];
    }
  | {
      /** Several labels one behind the other, such as the digits on a line. */
      readonly kind: 'sequence';
      /** What each label is. */
      readonly names: readonly string[];
      /** The most labels of an example. */
      readonly length: number;
    };

/** How many numbers of `DatasetData.targets` belong to an example. */
export const targetColumns = (target: TargetInfo): number =>
  target.kind === 'classes' ? 1 : target.kind === 'values' ? target.names.length : target.length;

/** What is known of a data set before it is generated or loaded. */
export interface DatasetInfo {
  readonly title: string;
  readonly samples: number;
  /** How many of them are set apart for the test by whoever made the data. */
  readonly testRows?: number;
  /** Shape of one example's features. */
  readonly shape: Shape;
  readonly featureNames: readonly string[];
  readonly target: TargetInfo;
  /** The two features that a picture shows, by place; the first two unless said. */
  readonly drawn?: readonly [x: number, y: number];
  /** Width and height, where the features are an image. */
  readonly image?: readonly [width: number, height: number];
  /** The image is made of light: 0 is black. Otherwise of ink: 0 is paper. */
  readonly lit?: boolean;
}

export interface DatasetData {
  /** `samples × size of shape`, row by row. */
  readonly features: Float32Array;
  /** Class indices (`samples`), values (`samples × names`), or labels counted from 1 with 0 behind the last (`samples × length`). */
  readonly targets: Float32Array;
}

/** Why a data set can be neither described nor loaded. */
export interface DataFault {
  readonly code: 'no-data' | 'damaged-data' | 'unknown-column' | 'unusable-data';
  readonly param: string;
  /** What was found and what was expected, as the end of a sentence that begins with the node. */
  readonly message: string;
  readonly hint: string;
  /** Ways out, best first: what a button says, and the params it sets. */
  readonly remedies?: readonly { readonly label: string; readonly params: ParamValues }[];
}

export interface DatasetSpec<S extends ParamShape> extends Common<S> {
  readonly role: 'dataset';
  /** For data sets that may lack what they describe, such as a table that nobody has chosen yet. */
  lacks?(params: ParamsOf<S>, assets?: AssetInfos): DataFault | undefined;
  /** Only asked where nothing is lacking. `assets` is what the document says of the user's own data. */
  describe(params: ParamsOf<S>, assets?: AssetInfos): DatasetInfo;
  /** Generates or loads the examples. Asynchronous, because real data is loaded on demand. */
  load(params: ParamsOf<S>, rng: (purpose: string) => Random, tables?: AssetReader): Promise<DatasetData>;
  /**
   * Fractions of the examples held out for validation and test. With `testRows`, so many examples at the end are the
   * test part and the fractions are of the others.
   */
  split(params: ParamsOf<S>): { readonly validation: number; readonly test: number; readonly testRows?: number };
}
