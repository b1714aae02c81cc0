export type SplitName = 'train' | 'validation' | 'test';

/** Examples of a split for the page to draw. */
export interface ExamplesView {
  /** The raw features (before preprocessing), row by row: of all rows, or of the first so many where that would be too much to send. */
  readonly features: Float32Array;
  /** Of all rows. */
  readonly targets: Float32Array;
  readonly count: number;
}

export interface DataView {
  /** Values per example. */
  readonly columns: number;
  readonly splits: Readonly<Record<SplitName, ExamplesView>>;
}

/** Numbers sent to the page of the split that is judged, whose mistakes are shown one by one, and of any other. */
const MOST_JUDGED = 2_000_000;
const MOST_OTHERS = 400_000;

/** The validation rows, or the training rows where nothing is held out: what is asked about and spoken of. */
export const judgedSplit = (splits: Readonly<Record<SplitName, { readonly count: number }>>): SplitName =>
  splits.validation.count > 0 ? 'validation' : 'train';

/** How many rows of a split the page gets the features of. */
export const rowsShown = ({ features }: ExamplesView, columns: number): number =>
  Math.floor(features.length / Math.max(1, columns));

/** What the page gets of the examples. Copies where it leaves something out, so that the rest can be freed. */
export function dataView(columns: number, splits: DataView['splits']): DataView {
  const judged = judgedSplit(splits);
  const thinned = (name: SplitName): ExamplesView => {
    const { features, ...rest } = splits[name];
    const most = Math.floor((name === judged ? MOST_JUDGED : MOST_OTHERS) / columns) * columns;
    return { ...rest, features: features.length > most ? features.slice(0, most) : features };
  };
  return { columns, splits: { train: thinned('train'), validation: thinned('validation'), test: thinned('test') } };
}
