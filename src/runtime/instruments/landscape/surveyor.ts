/*
 * What the landscape instrument does on one run: keeps copies of the weights along the way, and draws one landscape at a time.
 */
import type { Drawn, LandscapeReading, LandscapeRequest } from '../../../protocol/landscape.ts';
import { sliceRows } from '../../data/device-data.ts';
import { readAll } from '../../read-all.ts';
import type { Run } from '../../training/run.ts';
import { filterNormalised, layOut, placeIn, principalPlane } from './directions.ts';
import { Drawing } from './landscape-drawing.ts';
import type { Domain, Plane } from './landscape-drawing.ts';
import { copyOfWeights, trainedWeights, WeightPath } from './weight-path.ts';

/** The loss is that of the first rows of the training split, always the same ones. */
const ROWS = 256;
/** Room around a path, as a share of its width. */
const ROOM = 0.25;

interface Job {
  readonly order: number;
  /** What is known of the picture before its heights are. */
  readonly frame: Omit<Drawn, 'losses' | 'share'>;
  /** What computes; gone when all is computed. */
  drawing: Drawing | undefined;
  reading: LandscapeReading;
}

export class Surveyor {
  private readonly path: WeightPath;
  private readonly layout: ReturnType<typeof layOut>;
  private job: Job | undefined;

  constructor(private readonly run: Run) {
    this.layout = layOut(run.network.trainable.map(({ key, plan }) => ({ key, shape: plan.shape })));
    this.path = new WeightPath(this.layout.size);
  }

  get busy(): boolean {
    return this.job?.drawing !== undefined;
  }

  /** The picture as far as it is computed by now, in arrays of its own; none while none is asked for. */
  async reduce({ draw }: LandscapeRequest): Promise<LandscapeReading | undefined> {
    if (draw === undefined) {
      this.giveUp();
      return undefined;
    }
    if (this.job?.order !== draw.order) {
      this.giveUp();
      const begun = await this.begin(draw);
      if (begun === 'no path') return { order: draw.order, none: 'no path' };
      this.job = begun;
    }
    await this.advance(this.job);
    return copyOf(this.job.reading);
  }

  /** Steps that may be taken before the weights are to be copied again. */
  until(): number {
    return this.path.until(this.run.step);
  }

  keep(): void {
    this.path.add(this.run.step, copyOfWeights(this.run));
  }

  close(): void {
    this.giveUp();
    this.path.clear();
  }

  private giveUp(): void {
    this.job?.drawing?.dispose();
    this.job = undefined;
  }

  private async advance(job: Job): Promise<void> {
    if (job.drawing === undefined) return;
    await job.drawing.advance();
    const { losses, share } = job.drawing;
    job.reading = { order: job.order, drawn: { ...job.frame, losses, share } };
    if (share < 1) return;
    job.drawing.dispose();
    job.drawing = undefined;
  }

  private async begin({ order, plane, seed, size }: NonNullable<LandscapeRequest['draw']>): Promise<Job | 'no path'> {
    const { run, layout } = this;
    const weights = await this.weights();
    const found = plane === 'random' ? this.randomPlane(weights, seed, size) : await this.pathPlane(weights, size);
    if (found === undefined) return 'no path';
    const { step, epoch } = run;
    const rows = Math.min(ROWS, run.device.train.count);
    const frame = {
      plane,
      step,
      epoch,
      rows,
      size,
      domain: found.plane.domain,
      path: found.path,
      ...(found.variance && { variance: found.variance }),
    };
    const drawing = new Drawing(run, sliceRows(run.device.train, 0, rows), found.plane, weights, layout.places);
    return { order, frame, drawing, reading: { order, drawn: { ...frame, losses: drawing.losses, share: 0 } } };
  }

  private randomPlane(weights: Float32Array, seed: number, size: number): Survey {
    const direction = (axis: string) =>
      filterNormalised(weights, this.layout.places, this.run.linked.program.seed, 'landscape', seed, axis);
    return { plane: { directions: [direction('x'), direction('y')], domain: [-1, 1, -1, 1], size }, path: [] };
  }

  private async pathPlane(weights: Float32Array, size: number): Promise<Survey | undefined> {
    const { step } = this.run;
    const all = [...(await this.path.before(step)), { step, weights }];
    const found = principalPlane(all.map((snapshot) => snapshot.weights));
    if (found === undefined) return undefined;
    const path = all.map((snapshot) => {
      const [x, y] = placeIn(found.directions, snapshot.weights, weights);
      return { step: snapshot.step, x, y };
    });
    const domain: Domain = [...around(path.map(({ x }) => x)), ...around(path.map(({ y }) => y))];
    return { plane: { directions: found.directions, domain, size }, path, variance: found.variance };
  }

  private async weights(): Promise<Float32Array> {
    const all = trainedWeights(this.run);
    const [values = new Float32Array()] = await readAll([all]).finally(() => all.dispose());
    return values;
  }
}

interface Survey {
  readonly plane: Plane;
  readonly path: Drawn['path'];
  readonly variance?: Drawn['variance'];
}

function around(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = ROOM * (high - low) || 1;
  return [low - room, high + room];
}

/** What is posted to the page moves there. */
const copyOf = (reading: LandscapeReading): LandscapeReading =>
  reading.drawn === undefined
    ? reading
    : { ...reading, drawn: { ...reading.drawn, losses: reading.drawn.losses.slice() } };
