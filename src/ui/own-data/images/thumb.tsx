/* One small image as the network will see it. */
import { useEffect, useRef } from 'react';
import type { ImageSize } from '../../../assets/info.ts';
import classes from './images-dialog.module.css';

interface Props {
  readonly pixels: Uint8Array;
  readonly size: ImageSize;
}

export function Thumb({ pixels, size: [height, width, channels] }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const rgba = new Uint8ClampedArray(4 * width * height).fill(255);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let c = 0; c < 3; c++) rgba[4 * pixel + c] = pixels[pixel * channels + (channels === 1 ? 0 : c)] ?? 0;
    }
    canvas.current?.getContext('2d')?.putImageData(new ImageData(rgba, width, height), 0, 0);
  }, [pixels, width, height, channels]);
  return <canvas ref={canvas} className={classes.thumb} width={width} height={height} aria-hidden />;
}
