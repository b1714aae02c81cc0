/*
 * The small picture of a type in lists: the curve of a function or of a schedule, the spread of first weights, what a
 * layer does with its values. Whatever has none of these shows the shape of its port.
 */
import { random } from '../../base/random.ts';
import { remembered } from '../../base/remembered.ts';
import { defaultParams } from '../../catalog/catalog.ts';
import type {
  InitializerDefinition,
  LayerDefinition,
  LayerGroup,
  ScheduleDefinition,
} from '../../catalog/define/index.ts';
import { parseParams } from '../../catalog/define/index.ts';
import { activationOf } from '../../catalog/layer-facts.ts';
import type { Offer } from '../../compiler/offers.ts';

/** The field that the lines are drawn on. */
export const [WIDTH, HEIGHT] = [20, 14];
const EDGE = 1.5;
const POINTS = 32;
/** Inputs that a function is drawn over. */
const REACH = 3;

/** What each group of layers does with its values, in lines. */
const GROUPS: Readonly<Record<LayerGroup, string>> = {
  Core: 'M3 3L12.5 7M3 11L12.5 7M3 7h9.5M15 4.5a2.5 2.5 0 1 0 .01 0z',
  Convolution: 'M3.5 1.5h13v11h-13zM6 4h5v4H6z',
  Pooling: 'M2 1.5h8v11H2zM6 1.5v11M2 7h8M12 7h2.5M15 4.5h3.5v5H15z',
  Reshaping: 'M2 1.5h6v11H2zM2 7h6M5 1.5v11M10 7h2M14 1.5h3v11h-3zM14 4.2h3M14 7h3M14 9.8h3',
  Merging: 'M2 3h4c3 0 3 4 6 4M2 11h4c3 0 3-4 6-4M12 7h6',
  Normalizing: 'M2 12c5 0 4-9.5 8-9.5S13 12 18 12M10 2.5V12',
  Regularizing: 'M2 2h4v4H2zM8 2h4v4H8zM14 2h4v4h-4zM2 8h4v4H2zM14 8h4v4h-4z',
  Sequences: 'M2 4.5h4v5H2zM8 4.5h4v5H8zM14 4.5h4v5h-4zM6 7h2M12 7h2',
};

/** Of a function of whole rows: how it shares out among the values. */
const SHARES = 'M2 12.5v-3h3v3zM6.3 12.5v-11h3v11zM10.7 12.5v-6h3v6zM15 12.5v-2h3v2z';

/** The outline of a type's picture; undefined where the shape of its port has to do. */
export const glyphOf = remembered((offer: Offer): string | undefined => {
  const { definition } = offer;
  if (definition.role === 'schedule') return scheduleCurve(definition);
  if (definition.role === 'initializer') return spread(definition);
  if (definition.role !== 'layer') return undefined;
  return definition.group === undefined ? functionCurve(definition, offer) : GROUPS[definition.group];
});

function functionCurve(definition: LayerDefinition, { params }: Offer): string | undefined {
  const parsed = parseParams(definition, params ?? {});
  if (!parsed.success) return undefined;
  if (definition.activation === undefined) return undefined;
  const { f, rowwise } = activationOf(definition, parsed.data);
  if (rowwise === true) return SHARES;
  return curve((share) => f(REACH * (2 * share - 1)));
}

function scheduleCurve(definition: ScheduleDefinition): string {
  const params = defaultParams(definition);
  const last = definition.horizon(params);
  return curve((share) => definition.learningRate(params, Math.round(share * last)));
}

function curve(of: (share: number) => number): string {
  const values = Array.from({ length: POINTS + 1 }, (_, i) => of(i / POINTS));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const y = (value: number) =>
    HEIGHT - EDGE - (high === low ? 0.5 : (value - low) / (high - low)) * (HEIGHT - 2 * EDGE);
  return line(values.map((value, i) => [EDGE + (i / POINTS) * (WIDTH - 2 * EDGE), y(value)]));
}

const [BARS, SIDE] = [9, 32];

/** How often values of each size are drawn for a square of weights. */
function spread(definition: InitializerDefinition): string {
  const values = definition.values(defaultParams(definition), [SIDE, SIDE], random('glyph', definition.type));
  const reach = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const counts = Array.from({ length: BARS }, () => 0);
  for (const value of values) {
    const bar = Math.min(BARS - 1, Math.floor((value / reach + 1) * 0.5 * BARS));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const most = Math.max(...counts);
  const width = (WIDTH - 2 * EDGE) / BARS;
  const corners = counts.flatMap((count, i): [number, number][] => {
    const y = HEIGHT - EDGE - (count / most) * (HEIGHT - 2 * EDGE);
    return [
      [EDGE + i * width, y],
      [EDGE + (i + 1) * width, y],
    ];
  });
  return line([[EDGE, HEIGHT - EDGE], ...corners, [WIDTH - EDGE, HEIGHT - EDGE]]);
}

const line = (points: readonly (readonly [number, number])[]): string =>
  points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
