/** A few small images side by side: handwritten digits, where dark means ink, or pictures as they are. */
import { useId, useMemo } from 'react';
import { Svg } from './frame/chart-svg.tsx';
import { shadePaths } from './image-geometry.ts';
import { imageSheet } from './image-sheet.ts';

interface Props {
  readonly label: string;
  /** Each image row by row; all of the same size. */
  readonly images: readonly Float32Array[];
  readonly size: readonly [width: number, height: number];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly framed?: boolean;
  /** Made of light, grey or in colour, and not of ink. */
  readonly lit?: boolean;
}

/** Up to so many pixels an image is drawn as shapes, which stay sharp at any size; larger ones as one picture. */
const MOST_SHAPES = 256;

export function ImageGrid({ label, framed = false, ...grid }: Props) {
  const { size, width, height } = grid;
  return (
    <Svg summary={label} width={width} height={height} ground={framed}>
      {grid.lit === true || size[0] * size[1] > MOST_SHAPES ? <Sheet {...grid} /> : <Shapes {...grid} />}
    </Svg>
  );
}

type GridProps = Omit<Props, 'label' | 'framed'>;

function Shapes({ images, size, columns, width, height }: GridProps) {
  return shadePaths(images, size, columns, width, height).map(({ shade, d }) => (
    <path key={shade} d={d} style={{ fill: 'var(--text)' }} opacity={shade} shapeRendering="crispEdges" />
  ));
}

/** Room around the pictures in a frame. */
const EDGE = 4;

/** Text colour seen through the ink, so that it follows the theme; light is shown as it is. */
function Sheet({ images, size: [across, down], columns, width, height, lit = false }: GridProps) {
  const id = useId();
  const href = useMemo(() => pictureOf(images, [across, down], columns, lit), [images, across, down, columns, lit]);
  const room = { x: EDGE, y: EDGE, width: width - 2 * EDGE, height: height - 2 * EDGE };
  if (lit) return <image href={href} {...room} style={{ imageRendering: 'pixelated' }} />;
  return (
    <>
      <mask id={id} style={{ maskType: 'alpha' }}>
        <image href={href} {...room} />
      </mask>
      <rect width={width} height={height} style={{ fill: 'var(--text)' }} mask={`url(#${id})`} />
    </>
  );
}

/** The images as a picture in an address that the page may load. */
function pictureOf(
  images: readonly Float32Array[],
  size: readonly [number, number],
  columns: number,
  lit: boolean,
): string {
  const { width, height, rgba } = imageSheet(images, size, columns, lit);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.toDataURL();
}
