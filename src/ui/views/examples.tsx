/** Held-out examples with what the network makes of them. */
import { compact } from '../../base/format.ts';
import type { OutputView } from '../../protocol/readings.ts';
import { dockOptions } from '../dock/dock-options.ts';
import type { Misread } from '../dock/output/confusion-facts.ts';
import { ExampleList, foundIn } from '../dock/output/examples.tsx';
import { AnswerView } from './answer-view.tsx';
import type { Choose, DrawProps } from './answer-view.tsx';
import { ExampleLines, linesIn } from './example-lines.tsx';
import type { ViewProps, ViewShow } from './view-show.ts';
import styles from './views.module.css';

/** The side of a picture on small cards and on those for a whole class, and where these begin. */
const [SIDE, LARGE_SIDE, LARGE] = [34, 60, 280];
/** What an example takes beside its picture: its words below it, and the gaps. */
const TILE = { width: 74, wide: 94, words: 44, gap: 6 };

const choose: Choose = ({ target }) => (target.kind === 'classes' ? 'confusion' : 'scatter');

const Examples = ({ params, ...place }: ViewProps) => (
  <AnswerView {...place} choose={choose} Draw={params['which'] === 'all' ? First : Mistakes} />
);

const First = (props: DrawProps) => <Some {...props} all />;
const Mistakes = (props: DrawProps) => <Some {...props} all={false} />;

function Some({ view, data, info, width, height, all }: DrawProps & { readonly all: boolean }) {
  const rows = linesIn(height);
  if (view.kind === 'scatter')
    return <Values view={view} data={data} info={info} width={width} most={rows} worst={!all} />;
  if (view.kind !== 'confusion') return null;
  const [side, tile] = width < LARGE ? [SIDE, TILE.width] : [LARGE_SIDE, TILE.wide];
  const across = Math.floor((width + TILE.gap) / (tile + TILE.gap));
  const tiles = Math.max(1, across * Math.floor(height / (side + TILE.words)));
  const name = (index: number) => info.target.names[index] ?? `class ${index}`;
  const named = ({ row, truth, guess }: Misread) => ({ row, truth: name(truth), guess: name(guess) });
  const found = foundIn(view, data, all ? 'all' : undefined, info.image === undefined ? rows : tiles);
  return found.length === 0 ? (
    <p className={styles.empty} style={{ height }}>
      {all ? 'There is no example to show.' : 'No mistake at all.'}
    </p>
  ) : (
    <div className={styles.list}>
      {info.image === undefined ? (
        <ExampleLines lines={found.map(named)} data={data} info={info} width={width} />
      ) : (
        <ExampleList found={found} data={data} info={info} side={side} tile={tile} />
      )}
    </div>
  );
}

interface ValuesProps extends Pick<DrawProps, 'data' | 'info' | 'width'> {
  readonly view: Extract<OutputView, { readonly kind: 'scatter' }>;
  readonly most: number;
  /** Those first that are farthest off. */
  readonly worst: boolean;
}

function Values({ view: { truth, predicted }, data, info, width, most, worst }: ValuesProps) {
  const off = (row: number) => Math.abs((truth[row] ?? 0) - (predicted[row] ?? 0));
  const rows = Array.from(truth, (_, row) => row);
  const shown = (worst ? rows.toSorted((a, b) => off(b) - off(a)) : rows).slice(0, most);
  const lines = shown.map((row) => ({
    row,
    truth: compact(truth[row] ?? Number.NaN),
    guess: compact(predicted[row] ?? Number.NaN),
  }));
  return <ExampleLines lines={lines} data={data} info={info} width={width} numeric />;
}

export const examples: ViewShow = {
  shows: 'examples',
  tab: 'output',
  aspect: 0.85,
  empty: 'Train, and what the network makes of examples is shown here.',
  View: Examples,
  onEnlarge: () => dockOptions.setState({ tryIt: true, pair: undefined }),
};
