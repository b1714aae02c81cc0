import { dockOptions } from '../dock/dock-options.ts';
import { AnswerView } from './answer-view.tsx';
import type { Choose } from './answer-view.tsx';
import type { ViewProps, ViewShow } from './view-show.ts';

const choose: Choose = ({ target }, { columns }) => {
  if (columns === 1) return 'curve';
  return target.kind === 'values' ? 'scatter' : { none: 'These data have classes and not values to fit.' };
};

const Fit = ({ params: _params, ...place }: ViewProps) => <AnswerView {...place} choose={choose} />;

export const fit: ViewShow = {
  shows: 'fit',
  tab: 'output',
  aspect: 0.75,
  empty: 'Train, and the fitted curve is drawn here.',
  View: Fit,
  onEnlarge: () => dockOptions.setState({ tryIt: false, pair: undefined }),
};
