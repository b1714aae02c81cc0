/** The curves on a dense screen: what is painted on a canvas follows the screen's pixels, as text does by itself. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { lossPlot } from '../../../../src/ui/dock/curves/plot-spec.ts';

const RATIO = 2;

test('curves are painted in the pixels of a dense screen, and at the size that the page gives them', async () => {
  // The plot's library asks for the ratio when it is loaded, so it is loaded here and not above.
  vi.stubGlobal('devicePixelRatio', RATIO);
  onTestFinished(() => void vi.unstubAllGlobals());
  const { createPlot } = await import('../../../../src/ui/dock/curves/curve-plot.ts');
  const host = document.body.appendChild(document.createElement('div'));
  onTestFinished(() => host.remove());
  host.style.width = '400px';
  host.style.height = '160px';
  const plot = createPlot(
    host,
    lossPlot(false),
    () => '#808080',
    () => {},
  );
  onTestFinished(() => plot.destroy());
  plot.show({ steps: [0, 100], columns: [[], [1, 0.5], [], []] }, { x: [0, 100], y: [0, 1] });
  const canvas = () => host.querySelector('canvas');
  const painted = () => {
    const { width = 0, height = 0 } = canvas() ?? {};
    const data = canvas()?.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    return data.findIndex((value, i) => i % 4 === 3 && value > 0) / 4 / Math.max(1, width);
  };
  await vi.waitFor(() => expect(painted()).toBeGreaterThan(0));
  expect(canvas()).toMatchObject({ width: 400 * RATIO, height: 160 * RATIO });
  // The highest value lies at the upper edge of the plot, a rim of 8 pixels below that of the canvas.
  expect(Math.abs(painted() - 8 * RATIO)).toBeLessThan(3);
  plot.resize({ width: 300, height: 100 });
  await vi.waitFor(() => expect(canvas()).toMatchObject({ width: 300 * RATIO, height: 100 * RATIO }));
});
