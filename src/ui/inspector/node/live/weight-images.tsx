/** The weights of a layer as pictures: what each unit looks for, or each kernel of a convolution. */
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { Measured } from '../../../charts/frame/measured-box.tsx';
import { SignLegend } from '../../../charts/tiles/sign-legend.tsx';
import { TileField } from '../../../charts/tiles/tile-field.tsx';
import { reachOf } from '../../../charts/tiles/tile-layout.ts';
import type { Spot } from '../../../charts/tiles/tile-layout.ts';
import { PANEL_WIDTH } from '../../../pictures/picture-props.ts';
import type { LiveProps } from './live-props.ts';
import { LiveSection } from './live-section.tsx';
import styles from './live.module.css';
import { useNodeReading } from '../../../instruments/node-reading.ts';
import { spotWords, thinnedWords, tileLabel, tilesOf, weightSummary, weightTable } from './weight-words.ts';
import type { WeightImages as Images } from './weight-words.ts';

export function WeightImages({ node }: LiveProps) {
  const [weight, setWeight] = useState<string>();
  const { place, reading } = useNodeReading('weightImages', { node, ...(weight !== undefined && { weight }) });
  return (
    <LiveSection title="Weights as pictures" of="weightImages" place={place}>
      {reading && (
        <>
          {reading.choices.length > 1 && <Choice images={reading} onChoose={setWeight} />}
          <Shown images={reading} />
        </>
      )}
    </LiveSection>
  );
}

/** More names than these do not fit beside each other. */
const SIDE_BY_SIDE = 3;

/** Which of the layer's weights is shown. */
function Choice({ images, onChoose }: { readonly images: Images; readonly onChoose: (weight: string) => void }) {
  const { choices, weight } = images;
  const shared = { size: 'xs', className: styles.choice ?? '', 'aria-label': 'Which weight', value: weight } as const;
  return choices.length <= SIDE_BY_SIDE ? (
    <SegmentedControl {...shared} fullWidth data={[...choices]} onChange={onChoose} />
  ) : (
    <NativeSelect {...shared} data={[...choices]} onChange={(event) => onChoose(event.currentTarget.value)} />
  );
}

function Shown({ images }: { readonly images: Images }) {
  const [spot, setSpot] = useState<Spot>();
  const tiles = useMemo(() => tilesOf(images), [images]);
  const reach = useMemo(() => reachOf(images.values), [images]);
  const name = useCallback((tile: number) => tileLabel(images, tile), [images]);
  const inside = spot !== undefined && spot.tile < tiles.count && spot.row < tiles.down && spot.column < tiles.across;
  const thinned = thinnedWords(images);
  return (
    <>
      <Measured fallback={PANEL_WIDTH}>
        {(width) => (
          <TileField
            summary={weightSummary(images)}
            table={() => weightTable(images)}
            tiles={tiles}
            width={width}
            reach={reach}
            {...(images.tiles.length > 0 && { name })}
            by="value"
            chosen={inside ? spot : undefined}
            onChoose={setSpot}
          />
        )}
      </Measured>
      <SignLegend reach={reach} />
      <p className={styles.reading} role="status">
        {inside
          ? spotWords(images, spot)
          : `Point at a ${images.tiles.length > 0 ? 'picture' : 'cell'} to read a weight.`}
      </p>
      {thinned !== undefined && <p className={styles.words}>{thinned}</p>}
      <p className={styles.words}>{axesWords(images)}</p>
    </>
  );
}

/** What stands where in the pictures. */
function axesWords({ tiles, cells, down, across }: Images): string {
  const [rows, columns] = cells;
  if (tiles.length === 0) return `Downwards: ${rows?.name ?? ''}; across: ${columns?.name ?? ''}.`;
  const [slow, fast] = tiles;
  const one = `One picture for each ${slow?.name ?? ''}${fast !== undefined && fast.of > 1 ? ` (downwards) and ${fast.name} (across)` : ''}`;
  return down > 1 || across > 1 ? `${one}: orange where a larger value raises it, blue where it lowers it.` : `${one}.`;
}
