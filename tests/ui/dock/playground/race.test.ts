import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../src/catalog/index.ts';
import * as landscapes from '../../../../src/catalog/landscapes/index.ts';
import { raceSentence, runRace, standingOf } from '../../../../src/ui/dock/playground/race.ts';
import { AT_FIRST, racersIn, racersOf } from '../../../../src/ui/dock/playground/racers.ts';
import { parseDocument } from '../../../../src/graph/parse.ts';

const racers = racersOf(catalog);
const { beale, rosenbrock, saddle } = landscapes;

function race(landscape: typeof beale, names: readonly string[], step: number, start = landscape.start) {
  const chosen = racers.filter(({ name }) => names.includes(name));
  return new Map(
    runRace(chosen, landscape, start, 300).map((runner) => [runner.racer.name, standingOf(runner, landscape, step)]),
  );
}

describe('those who race', () => {
  it('are all optimizers of the catalog, the five of the lecture first', () => {
    const types = new Set(racers.map(({ optimizer }) => optimizer.definition.type));
    expect([...types].toSorted()).toEqual(
      catalog.all
        .filter(({ role }) => role === 'optimizer')
        .map(({ type }) => type)
        .toSorted(),
    );
    expect(racers.slice(0, 5).map(({ name }) => name)).toEqual([...AT_FIRST]);
    expect(new Set(racers.map(({ key }) => key)).size).toBe(racers.length);
  });

  it('have the settings of the catalog but for the rate', () => {
    const adam = racers.find(({ name }) => name === 'Adam')?.optimizer.params;
    expect(adam).toMatchObject({ learning_rate: 0.01, beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7, amsgrad: false });
  });

  it('of the graph keep its settings and its schedule', () => {
    const parsed = parseDocument(
      JSON.stringify({
        format: 'edgewise',
        version: 1,
        name: 'Two',
        seed: 1,
        nodes: [
          { id: 'lr', type: 'CosineDecay', position: [0, 0], params: { initial_learning_rate: 0.5, decay_steps: 10 } },
          { id: 'opt', type: 'SGD', position: [0, 0], params: { momentum: 0.7 }, label: 'Mine' },
        ],
        edges: [{ from: 'lr.schedule', to: 'opt.learning_rate' }],
      }),
    );
    if (!parsed.ok) throw new Error('the document was not read');
    const [mine, ...others] = racersIn(parsed.value.document, catalog);
    expect(others).toEqual([]);
    expect(mine).toMatchObject({ name: 'Mine in your graph', ofGraph: true });
    expect(mine?.optimizer.params).toMatchObject({ momentum: 0.7 });
    expect(mine?.optimizer.schedule?.definition.type).toBe('CosineDecay');
    const [runner] = runRace(mine === undefined ? [] : [mine], landscapes.bowl, [1, 1], 20);
    if (runner === undefined) throw new Error('nobody raced');
    expect(standingOf(runner, landscapes.bowl, 1).learningRate).toBe(0.5);
    expect(standingOf(runner, landscapes.bowl, 20).learningRate).toBe(0);
  });
});

describe('where they stand', () => {
  it('is the place that Keras gives, after a hundred steps on Beale', () => {
    const standings = race(beale, ['SGD', 'SGD momentum', 'SGD Nesterov', 'RMSprop', 'Adagrad', 'Adam'], 100);
    const published = {
      SGD: [2.481348, 0.3374732],
      'SGD momentum': [2.980365, 0.4903326],
      'SGD Nesterov': [3.067491, 0.5163619],
      RMSprop: [2.076375, 0.2139992],
      Adagrad: [2.340033, 0.2766019],
      Adam: [2.043564, 0.3258881],
    };
    for (const [name, wanted] of Object.entries(published))
      standings.get(name)?.place.forEach((value, axis) => {
        expect(Math.abs(value / (wanted[axis] ?? 0) - 1), `${name}, axis ${axis}`).toBeLessThan(1e-3);
      });
    expect(standings.size).toBe(6);
  });

  it('is said in words: out of the picture, no number, arrived, coming down', () => {
    const early = race(rosenbrock, ['SGD', 'Adam'], 3);
    expect(early.get('SGD')?.words).toBe('left the picture at step 2');
    expect(early.get('Adam')?.words).toBe('coming down');
    const late = race(rosenbrock, ['SGD'], 300).get('SGD');
    expect(late?.words).toMatch(/^diverged: no number from step \d on$/);
    expect(late?.step).toBeLessThanOrEqual(8);
    expect(race(beale, ['SGD momentum'], 300).get('SGD momentum')?.words).toMatch(/^at a minimum since step \d+$/);
    expect(race(saddle, ['SGD'], 0).get('SGD')?.words).toBe('at the start');
  });

  it('on the saddle plain descent still waits where the others have left', () => {
    const standings = race(saddle, ['SGD', 'SGD momentum', 'RMSprop', 'Adam'], 120);
    expect(standings.get('SGD')?.words).toBe('coming down');
    for (const name of ['SGD momentum', 'RMSprop', 'Adam'])
      expect(standings.get(name)?.words, name).toMatch(/^left the picture at step \d+$/);
  });
});

describe('the sentence', () => {
  const sentence = (step: number, names: readonly string[]) =>
    raceSentence(
      rosenbrock,
      rosenbrock.start,
      step,
      [...race(rosenbrock, names, step)].map(([name, standing]) => ({ name, standing })),
    );

  it('names who is lowest and who is gone', () => {
    expect(sentence(300, ['SGD', 'RMSprop', 'Adagrad'])).toMatch(
      /^Rosenbrock from \(−1\.2, 1\) after 300 steps: RMSprop is lowest, at [\d.e-]+\. SGD diverged: no number from step \d on\.$/,
    );
    expect(sentence(300, ['SGD'])).toMatch(/all have left the picture\.$/);
    expect(sentence(0, ['SGD', 'Adam'])).toMatch(/2 at the start\.$/);
    expect(sentence(10, [])).toMatch(/nobody races/);
  });
});
