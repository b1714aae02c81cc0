/** A look at the data: its points with their classes or values, or a few of its images. */
import { sizeOf } from '../../base/shape.ts';
import { previewPoints } from '../../catalog/data/preview-points.ts';
import type { DatasetData, DatasetInfo } from '../../catalog/define/index.ts';
import { Measured } from '../charts/frame/measured-box.tsx';
import { late } from '../late/late.tsx';
import { Scatter } from '../charts/scatter.tsx';
import { useDocument } from '../stores/document.ts';
import { datasetGroups, datasetImages, describeDataset } from './dataset-geometry.ts';
import { useDatasetSample } from './dataset-sample.ts';
import { EmptyPicture } from './empty-picture.tsx';
import { Legend } from './legend.tsx';
import styles from './pictures.module.css';
import { CARD_TALL, PANEL_WIDTH } from './picture-props.ts';
import type { PictureProps, PictureSize } from './picture-props.ts';

// The first picture has points.
const ImageGrid = late(async () => (await import('../charts/image-grid.tsx')).ImageGrid, Space);

function Space({ width, height }: { readonly width: number; readonly height: number }) {
  return <EmptyPicture text="" width={width} height={height} />;
}

export function DatasetPicture({ definition, nodeId, params, size }: PictureProps<'dataset'>) {
  const seed = useDocument((state) => state.document.seed);
  const sample = useDatasetSample(definition, params, seed, nodeId);
  const draw = (width: number, height: number) => {
    if (sample.state === 'loading') return <EmptyPicture text="" width={width} height={height} />;
    if (sample.state === 'lacking') return <EmptyPicture text={sample.message} width={width} height={height} />;
    if (sample.state === 'failed') {
      return <EmptyPicture text={`The data could not be loaded: ${sample.message}`} width={width} height={height} />;
    }
    return <Examples info={sample.info} data={sample.data} width={width} height={height} size={size} />;
  };
  if (size === 'card') return draw(CARD_TALL.width, CARD_TALL.height);
  return <Measured fallback={PANEL_WIDTH}>{(width) => draw(width, Math.round(width * 0.72))}</Measured>;
}

interface ExamplesProps {
  readonly info: DatasetInfo;
  readonly data: DatasetData;
  readonly width: number;
  readonly height: number;
  readonly size: PictureSize;
}

function Examples({ info, data, width, height, size }: ExamplesProps) {
  const card = size === 'card';
  if (info.image !== undefined) {
    // Fewer of wide ones beside each other, so that all are about as high.
    const columns = Math.max(1, Math.round(((card ? 6 : 8) * info.image[1]) / info.image[0]));
    const images = datasetImages(info, data, columns * (card ? 3 : 6));
    return (
      <ImageGrid
        label={describeDataset(info)}
        images={images}
        size={info.image}
        columns={columns}
        width={width}
        height={height}
        framed={!card}
        lit={info.lit ?? false}
      />
    );
  }
  const groups = datasetGroups(info, data, card ? 400 : 1500);
  const features = sizeOf(info.shape);
  return (
    <>
      <Scatter
        label={describeDataset(info)}
        groups={groups}
        axes={previewPoints(data, info, 0).axes}
        width={width}
        height={height}
        bare={card}
      />
      {!card && <Legend groups={groups} values={info.target.kind === 'values' && features > 1} />}
      {!card && features > 2 && (
        <p className={styles.caption}>Each example has {features} features; the picture shows two of them.</p>
      )}
    </>
  );
}
