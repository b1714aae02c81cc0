import { dockOptions } from '../dock/dock-options.ts';
import { AnswerView } from './answer-view.tsx';
import type { Choose } from './answer-view.tsx';
import { LabelledConfusion } from './labelled-confusion.tsx';
import type { ViewProps, ViewShow } from './view-show.ts';

const choose: Choose = ({ target }) =>
  target.kind === 'classes' ? 'confusion' : { none: 'These data have values and not classes to mix up.' };

const Confusion = ({ params: _params, ...place }: ViewProps) => (
  <AnswerView {...place} choose={choose} Draw={LabelledConfusion} />
);

export const confusion: ViewShow = {
  shows: 'confusion',
  tab: 'output',
  aspect: 1,
  empty: 'Train, and which classes are taken for which is shown here.',
  View: Confusion,
  onEnlarge: () => dockOptions.setState({ tryIt: false, pair: undefined }),
};
