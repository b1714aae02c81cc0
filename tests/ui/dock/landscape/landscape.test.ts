import { describe, expect, it } from 'vitest';
import type { Drawn } from '../../../../src/protocol/landscape.ts';
import { heightAt, lowestOf, placeOf, ringsOf } from '../../../../src/ui/dock/landscape/heights.ts';
import { landscapeSentences, landscapeTable } from '../../../../src/ui/dock/landscape/landscape-words.ts';
import { draw, landscapeOf, onReading, requestOf } from '../../../../src/ui/dock/landscape/landscape-store.ts';

/** A picture of this function. */
function picture(f: (x: number, y: number) => number, rest: Partial<Drawn> = {}): Drawn {
  const size = 21;
  const drawn: Drawn = {
    plane: 'random',
    step: 320,
    epoch: 4,
    rows: 256,
    size,
    domain: [-1, 1, -1, 1],
    losses: new Float32Array(size * size),
    share: 1,
    path: [],
    ...rest,
  };
  return { ...drawn, losses: drawn.losses.map((_, i) => f(...placeOf(drawn, i))) };
}

describe('heights', () => {
  const slope = picture((x, y) => 3 + 2 * x - y);

  it('between the places that were computed are those in between', () => {
    expect(heightAt(slope, [0.123, -0.456])).toBeCloseTo(3 + 0.246 + 0.456, 5);
    expect(heightAt(slope, [1, -1])).toBeCloseTo(6, 5);
  });

  it('are none where nothing was computed', () => {
    expect(
      heightAt(
        picture((_x, y) => (y > 0 ? Number.NaN : 1)),
        [0, 0.9],
      ),
    ).toBeNaN();
    expect(lowestOf(picture(() => Number.NaN))).toBeUndefined();
  });

  it('have a lowest place and rings', () => {
    expect(lowestOf(slope)).toMatchObject({ loss: 0, place: [-1, 1] });
    const [middle, ring] = ringsOf(
      picture((x, y) => 1 + x ** 2 + y ** 2),
      [0, 0.5],
    );
    expect(middle?.mean).toBe(1);
    expect(ring?.mean).toBeCloseTo(1.25, 1);
  });
});

describe('the sentences', () => {
  it('of a steep bowl: where it is drawn, how high it goes, and that it is narrow', () => {
    const words = landscapeSentences(picture((x, y) => 0.1 + 10 * (x ** 2 + y ** 2))).join(' ');
    expect(words).toContain(
      'At step 320 the loss on 256 training rows is 0.1. In the picture it goes from 0.1 to 20.1.',
    );
    expect(words).toMatch(/doubled at a distance of 0\.1\d: a narrow place/);
    expect(words).not.toContain('lower');
  });

  it('of a plain: flat; of a slope: lower places', () => {
    expect(landscapeSentences(picture(() => 1)).join(' ')).toContain('it is flat');
    expect(landscapeSentences(picture((x) => 1 - 0.5 * x)).join(' ')).toMatch(/lower, down to 0\.5 at \(1, −?[\d.]+\)/);
  });

  it('of a path: how much of the movement it shows, and from where to where', () => {
    const path = [
      { step: 0, x: -0.8, y: 0 },
      { step: 160, x: -0.4, y: 0.1 },
      { step: 320, x: 0, y: 0 },
    ];
    const bowl = (x: number, y: number) => 0.5 + x ** 2 + y ** 2;
    const flat = picture(bowl, { plane: 'path', path, variance: [0.8, 0.15] });
    expect(landscapeSentences(flat).join(' ')).toMatch(
      /hold 95\.0\s% of how the weights have moved \(80\.0\s% and 15\.0\s%\)\. The line is the way that training took: from 1\.14 at step 0 to 0\.5 now\./,
    );
    expect(landscapeTable(flat).rows.map(([step]) => step)).toEqual(['0', '160', '320']);
    const bent = picture(bowl, { plane: 'path', path, variance: [0.4, 0.2] });
    expect(landscapeSentences(bent).join(' ')).toContain('bends out of this plane');
  });

  it('never say NaN of a picture that is half drawn', () => {
    const half = picture((x, y) => (y > 0.2 ? Number.NaN : x ** 2 + y ** 2 + 1));
    expect(landscapeSentences(half).join(' ')).not.toContain('NaN');
  });
});

describe('asking for a picture', () => {
  const asking = (program: string) => requestOf(landscapeOf(program));

  it('lasts until its last piece has come; only the path is kept before and after', () => {
    expect(asking('a')).toEqual({});
    draw('a', { plane: 'path' });
    const asked = asking('a');
    expect(asked.draw).toMatchObject({ order: 1, plane: 'path' });
    expect((asked.draw?.size ?? 0) % 2).toBe(1);
    onReading('a', { order: 1, drawn: picture(() => 1, { share: 0.5 }) });
    expect(landscapeOf('a').drawing).toBe(true);
    onReading('a', { order: 1, drawn: picture(() => 1) });
    expect(asking('a')).toEqual({});
  });

  it('ends where there is no path; what an earlier request brings does not end it', () => {
    draw('b');
    draw('b');
    onReading('b', { order: 1, drawn: picture(() => 1) });
    expect(landscapeOf('b').drawing).toBe(true);
    onReading('b', { order: 2, none: 'no path' });
    expect(landscapeOf('b').drawing).toBe(false);
  });

  it('is a matter of one program', () => {
    draw('c', { plane: 'path' });
    expect(landscapeOf('d')).toMatchObject({ plane: 'random', drawing: false });
    draw('d');
    onReading('c', { order: 1, drawn: picture(() => 1) });
    expect([landscapeOf('c').drawing, landscapeOf('d').drawing]).toEqual([false, true]);
  });
});
