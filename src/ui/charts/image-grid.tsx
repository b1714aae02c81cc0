/** A few small grey-scale images side by side, e.g. handwritten digits; dark means ink. */
import { Svg } from './frame/svg.tsx';
import { shadePaths } from './image-geometry.ts';

interface Props {
  readonly label: string;
  /** Each image row by row; all of the same size. */
  readonly images: readonly Float32Array[];
  readonly size: readonly [width: number, height: number];
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly framed?: boolean;
}

export function ImageGrid({ label, images, size, columns, width, height, framed = false }: Props) {
  const paths = shadePaths(images, size, columns, width, height);
  return (
    <Svg summary={label} width={width} height={height} ground={framed}>
      {paths.map(({ shade, d }) => (
        <path key={shade} d={d} style={{ fill: 'var(--text)' }} opacity={shade} shapeRendering="crispEdges" />
      ))}
    </Svg>
  );
}
