/** What a preprocessing node makes of the training examples: before and after, side by side. */
import { useMemo } from 'react';
import { count } from '../../../base/format.ts';
import { HistogramChart } from '../../charts/histogram-chart.tsx';
import { ImageGrid } from '../../charts/image-grid.tsx';
import { Measured } from '../../charts/frame/measured-box.tsx';
import { useDocument } from '../../stores/document.ts';
import { datasetGroups } from '../dataset-geometry.ts';
import { useDatasetSample } from '../dataset-sample.ts';
import { EmptyPicture } from '../empty-picture.tsx';
import { Legend } from '../legend.tsx';
import { CARD_PREVIEW, PANEL_WIDTH } from '../picture-props.ts';
import type { PictureProps, PictureSize } from '../picture-props.ts';
import pictures from '../pictures.module.css';
import { chainBehind } from './chain.ts';
import type { Chain } from './chain.ts';
import { Cloud } from './cloud.tsx';
import { FiguresTable } from './figures-table.tsx';
import styles from './preprocessing.module.css';
import type { Preview, Side } from './preview.ts';
import { usePreview } from './use-preview.ts';
import { sharesOf, VarianceChart } from './variance-chart.tsx';
import { axesInWords, whatIsMeasured } from './measured-words.ts';

export function PreprocessingPicture({ nodeId, size }: PictureProps<'preprocessing'>) {
  const document = useDocument((state) => state.document);
  const compilation = useDocument((state) => state.compilation);
  const chain = useMemo(() => chainBehind({ document, compilation }, nodeId), [document, compilation, nodeId]);
  if (chain !== undefined) return <OfChain chain={chain} size={size} />;
  if (size === 'card') return <EmptyPicture text="" {...CARD_PREVIEW} />;
  return <EmptyPicture text="Wire data into it to see what it does." width={PANEL_WIDTH} height={60} />;
}

function OfChain({ chain, size }: { readonly chain: Chain; readonly size: PictureSize }) {
  const { definition, params, node } = chain.dataset;
  const shown = usePreview(chain, useDatasetSample(definition, params, chain.seed, node));
  const empty = (text: string) =>
    size === 'card' ? (
      <EmptyPicture text="" {...CARD_PREVIEW} />
    ) : (
      <EmptyPicture text={text} width={PANEL_WIDTH} height={120} />
    );
  if (shown.state === 'loading') return empty('Working it out …');
  if (shown.state === 'failed') return empty(shown.message);
  if (size === 'card') return <Look side={shown.preview.after} when="after" {...CARD_PREVIEW} bare />;
  return (
    <Measured fallback={PANEL_WIDTH}>{(width) => <BeforeAndAfter preview={shown.preview} width={width} />}</Measured>
  );
}

function BeforeAndAfter({ preview, width }: { readonly preview: Preview; readonly width: number }) {
  const { before, after, directions } = preview;
  const half = Math.floor((width - 6) / 2);
  const lines = directions?.lines ?? [];
  const clouds = [before, after].some(isCloud);
  return (
    <>
      <div className={styles.pair}>
        <figure className={styles.half}>
          <figcaption>Before</figcaption>
          <Look side={before} when="before" width={half} height={half} lines={lines} />
        </figure>
        <figure className={styles.half}>
          <figcaption>After</figcaption>
          <Look side={after} when="after" width={half} height={half} />
        </figure>
      </div>
      {clouds && <Legend groups={groupsOf(before)} values={before.info.target.kind === 'values'} />}
      {clouds && (
        <p className={pictures.caption}>
          {axesInWords(before, after)} Both axes of a picture have one scale.
          {lines.length > 0 && ' The lines are the axes that were found, two standard deviations long each way.'}
        </p>
      )}
      {directions !== undefined && (
        <div className={styles.shares}>
          <VarianceChart variances={directions.variances} kept={directions.kept} width={width} height={72} />
          <p className={pictures.caption}>{sharesOf(directions.variances, directions.kept).sentence}</p>
        </div>
      )}
      <FiguresTable before={before} after={after} />
      <p className={pictures.caption}>{whatIsMeasured(preview)}</p>
    </>
  );
}

const isCloud = ({ info, columns }: Side): boolean => info.image === undefined && columns > 1;

const groupsOf = ({ info, data }: Side) => datasetGroups(info, data, info.samples);

interface LookProps {
  readonly side: Side;
  readonly when: 'before' | 'after';
  readonly width: number;
  readonly height: number;
  readonly lines?: readonly (readonly [number, number, number, number])[];
  readonly bare?: boolean;
}

/** The examples on one side: images, points, or the values of their only feature. */
function Look({ side, when, width, height, lines = [], bare = false }: LookProps) {
  const { info, data, columns, first } = side;
  const [x = 'x', y = 'y'] = info.featureNames;
  if (info.image !== undefined) {
    const images = Array.from({ length: info.samples }, (_, row) =>
      data.features.subarray(row * columns, (row + 1) * columns),
    );
    return (
      <ImageGrid
        label={`The first ${count(images.length)} training images, ${when}.`}
        images={bare ? images.slice(0, 12) : images}
        size={info.image}
        columns={bare ? 6 : 3}
        width={width}
        height={height}
        framed={!bare}
        lit={info.lit ?? false}
      />
    );
  }
  if (columns === 1)
    return (
      <HistogramChart
        name={`${x}, ${when}`}
        distribution={first}
        colour="var(--kind-data)"
        width={width}
        height={height}
        bare={bare}
      />
    );
  return (
    <Cloud
      label={`${count(info.samples)} training examples ${when}: ${x} across and ${y} upwards.`}
      groups={groupsOf(side)}
      axes={[x, y]}
      lines={lines}
      width={width}
      height={height}
      bare={bare}
    />
  );
}
