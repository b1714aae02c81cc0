/** What a trainer can be told. */
export type TrainerCommand =
  | { readonly type: 'start' }
  | { readonly type: 'pause' }
  | { readonly type: 'stepBatch' }
  | { readonly type: 'stepEpoch' }
  | { readonly type: 'stop' }
  | { readonly type: 'reset' }
  /** Takes effect with the next step; a wired schedule is scaled so that it has this value now. */
  | { readonly type: 'setLearningRate'; readonly value: number };
