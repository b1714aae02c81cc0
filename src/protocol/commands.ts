import type { Pace } from './pace.ts';

/** What a trainer can be told. */
export type TrainerCommand =
  | { readonly type: 'start' }
  | { readonly type: 'pause' }
  | { readonly type: 'stepBatch' }
  | { readonly type: 'stepEpoch' }
  | { readonly type: 'stop' }
  | { readonly type: 'reset' }
  /** Takes effect with the next step; a wired schedule is scaled so that it has this value now. */
  | { readonly type: 'setLearningRate'; readonly value: number }
  /** Holds from now on; without it a trainer goes as fast as it can. */
  | { readonly type: 'setPace'; readonly pace: Pace };
