/** The curves on a dense screen: what is written on a canvas follows the screen's pixels, as other text does by itself. */
import { expect, test, vi } from 'vitest';
import { lossPlot } from '../../../../src/ui/dock/curves/plot-spec.ts';

const RATIO = 2;

test('its numbers and words are as large on a dense screen as on any other', async () => {
  // The plot's library asks for the ratio when it is loaded, so it is loaded here and not above.
  vi.stubGlobal('devicePixelRatio', RATIO);
  const { createPlot } = await import('../../../../src/ui/dock/curves/curve-plot.ts');
  const fonts = new Set<string>();
  const write = vi.spyOn(CanvasRenderingContext2D.prototype, 'fillText').mockImplementation(function (
    this: CanvasRenderingContext2D,
    text,
  ) {
    if (text !== '') fonts.add(this.font.replace(/ .*/, ''));
  });
  const host = document.body.appendChild(document.createElement('div'));
  const plot = createPlot(
    host,
    lossPlot(false),
    { width: 400, height: 160 },
    () => '#808080',
    () => {},
  );
  plot.show(
    { steps: [1, 100], columns: [[], [1, 0.5], [1, 0.6], []] },
    { end: 100, stepsPerEpoch: 10, marks: [{ step: 50, text: 'epoch 5', tone: 'now' }] },
  );
  await vi.waitFor(() => expect(write).toHaveBeenCalled());
  expect(host.querySelector('canvas')?.width).toBe(400 * RATIO);
  expect([...fonts]).toEqual([`${11 * RATIO}px`]);
  // The figures of the axes are text of the page.
  const figures = [...host.querySelectorAll('span')].filter(({ textContent }) => /\d/.test(textContent));
  expect(figures.length).toBeGreaterThan(3);
  for (const { style } of figures) expect(style.fontSize).toBe('11px');
  plot.destroy();
  host.remove();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
