export type SplitName = 'train' | 'validation' | 'test';

/** Examples for the page to draw: the raw features (before preprocessing) and targets of each split. */
export interface DataView {
  /** Values per example. */
  readonly columns: number;
  readonly splits: Readonly<
    Record<SplitName, { readonly features: Float32Array; readonly targets: Float32Array; readonly count: number }>
  >;
}
