import { describe, expect, it } from 'vitest';
import { curveAxes } from '../../../../src/ui/dock/curves/curve-axes.ts';
import type { Cell } from '../../../../src/ui/dock/curves/curve-data.ts';
import { lossPlot, metricPlot } from '../../../../src/ui/dock/curves/plot-spec.ts';
import type { PlotSpec } from '../../../../src/ui/dock/curves/plot-spec.ts';

const size = { width: 300, height: 110 };
const scene = { end: 120, stepsPerEpoch: 12, marks: [] };

const axesOf = (values: readonly Cell[], spec: PlotSpec = lossPlot(false), given = scene) =>
  curveAxes({ steps: values.map((_, i) => i), columns: [[...values]] }, spec, given, size);
const texts = ({ places = [] }: ReturnType<typeof axesOf>['y']) => places.map(({ text }) => text);

describe('the axis of steps', () => {
  it('goes from nothing to its end, with epochs counted below whole ones', () => {
    const { x } = axesOf([1]);
    expect(x.domain).toEqual([0, 120]);
    expect(x.places).toEqual([
      { at: 0, text: ['0', 'epoch'] },
      { at: 60, text: ['60', '5'] },
      { at: 120, text: ['120', '10'] },
    ]);
  });
  it('has its two ends alone where no third number has room', () => {
    const { x } = curveAxes({ steps: [], columns: [] }, metricPlot(true), scene, { width: 107, height: 90 });
    expect(x.places?.map(({ text }) => text)).toEqual(['0', '120']);
  });
  it('counts steps alone where epochs have no line, and inside of a single epoch', () => {
    expect(axesOf([1], metricPlot(true)).x.places?.map(({ text }) => text)).toEqual(['0', '60', '120']);
    const { places } = axesOf([1], lossPlot(false), { ...scene, end: 10, stepsPerEpoch: 200 }).x;
    expect(places?.map(({ text }) => text)).toEqual([['0', 'epoch'], '5', '10']);
  });
});

describe('the upright axis', () => {
  it('leaves air above the highest number and begins at zero', () => {
    expect(axesOf([undefined, 2, null, 0.5]).y.domain).toEqual([0, 2.12]);
  });
  it('stands where there is no number yet', () => {
    expect(axesOf([undefined, null]).y.domain).toEqual([0, 1.06]);
    expect(axesOf([], lossPlot(true)).y.domain).toEqual([0.1, 1]);
  });
  it('is cut where a curve runs away', () => {
    const columns = [
      [1, 900],
      [1, 0.5],
    ];
    const cut = curveAxes({ steps: [1, 2], columns }, { ...lossPlot(false), cut: true }, scene, size).y;
    expect(cut.domain[1]).toBeCloseTo(1.3 * 1.06, 9);
  });
  it('goes by whole powers of ten on a logarithmic axis, no more than there is room for', () => {
    const { y } = axesOf([0.02, 0.7], lossPlot(true));
    expect(y).toMatchObject({ log: true, domain: [0.01, 1], grid: true });
    expect(texts(y)).toEqual(['0.01', '0.1', '1']);
    const wide = axesOf([3e-9, 4e4], lossPlot(true)).y;
    expect(texts(wide)).toEqual(['1e−9', '1e−5', '0.1', '1k']);
  });
  it('has more numbers where it is a single power of ten', () => {
    expect(texts(axesOf([0.3, 0.9], lossPlot(true)).y)).toEqual(['0.1', '0.2', '0.5', '1']);
  });
});
