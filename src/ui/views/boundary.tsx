import { outputName } from '../../protocol/readings.ts';
import type { FeaturePair } from '../../protocol/readings.ts';
import type { ParamValues } from '../../catalog/params.ts';
import { hasPairs } from '../dock/output/feature-pair.ts';
import { dockOptions } from '../dock/dock-options.ts';
import { AnswerView } from './answer-view.tsx';
import type { Choose } from './answer-view.tsx';
import type { ViewProps, ViewShow } from './view-show.ts';

/** Features are counted from 1 where people name them. */
const pairOf = ({ across, up }: ParamValues): FeaturePair => [Number(across) - 1, Number(up) - 1];

const choose =
  (params: ParamValues): Choose =>
  (info, data) => {
    if (data.columns === 2) return 'plane';
    if (!hasPairs(info, data)) return { none: 'These data have no two features that span a plane.' };
    const pair = pairOf(params);
    if (pair.some((place) => place >= data.columns))
      return { none: `These data have ${data.columns} features: choose two of them.` };
    return outputName('plane', pair);
  };

const Boundary = ({ params, ...place }: ViewProps) => <AnswerView {...place} choose={choose(params)} />;

export const boundary: ViewShow = {
  shows: 'plane',
  tab: 'output',
  aspect: 1,
  empty: 'Train, and what the network answers is coloured here.',
  View: Boundary,
  onEnlarge: (params, columns) =>
    dockOptions.setState({ tryIt: false, pair: columns > 2 ? pairOf(params) : undefined }),
};
