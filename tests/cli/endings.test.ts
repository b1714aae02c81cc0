/** How training ends when something is in its way: nothing that was learned is lost, and nothing is said twice. */
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { edgewise, edgewiseInto, folder, lines, started } from './run.ts';

const XOR = 'examples/xor.json';
const files = folder();
afterAll(files.remove);

const endless = (weights: string) => ['train', XOR, '--epochs', '100000', '--backend', 'cpu', '--weights', weights];
const BEST = /^Stopped\. The best weights so far, of epoch (\d+) \(val_loss (\d\.\d{4})\), are in .*\.safetensors\.\n$/;
const oneLine = (text: string) => text.split('\n').length === 2 && text.endsWith('\n');
const leftovers = () => readdirSync(files.path).filter((name) => name.endsWith('.part'));

/** The names of the tensors in a safetensors file. */
function tensors(file: string): readonly string[] {
  const bytes = readFileSync(file);
  const header = bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0))).toString('utf8');
  return Object.keys(JSON.parse(header) as object).filter((name) => name !== '__metadata__');
}

describe('weights that cannot be written', () => {
  it.each([
    ['a folder that is not there', () => files.file('nowhere/w.safetensors'), /no such file or folder/],
    ['a folder', () => files.path, /it is a folder/],
    ['a path through a file', () => `${files.file('plain', 'x')}/w.safetensors`, /a file and not a folder/],
  ])('are refused before training, in one line: %s', async (_, path, reason) => {
    const { code, out, err } = await edgewise('train', XOR, '--epochs', '2', '--weights', path());
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(reason);
    expect(oneLine(err)).toBe(true);
    expect(leftovers()).toEqual([]);
  });

  it.runIf(existsSync('/dev/full'))('on a full disk are one line', async () => {
    const { code, err } = await edgewise('train', XOR, '--epochs', '1', '--backend', 'cpu', '--weights', '/dev/full');
    expect(code).toBe(1);
    expect(err).toBe('Weights cannot be written to /dev/full: the disk is full. Make room, or choose another disk.\n');
    expect(lstatSync('/dev/full').isFile()).toBe(false);
  });
});

describe('a file of weights that is there already', () => {
  it('stays as it is when the run breaks', async () => {
    const text = readFileSync(XOR, 'utf8')
      .replace('"Adam"', '"SGD"')
      .replace(/"learning_rate": ?0.03/, '"learning_rate":1e30');
    const before = files.file('good.safetensors', 'good');
    const { code } = await edgewise(
      'train',
      files.file('diverges.json', text),
      '--backend',
      'cpu',
      '--weights',
      before,
    );
    expect(code).toBe(1);
    expect(readFileSync(before, 'utf8')).toBe('good');
    expect(leftovers()).toEqual([]);
  });

  it('is replaced behind a link, which stays', async () => {
    const file = files.file('linked.safetensors', 'old');
    const link = files.file('link.safetensors');
    symlinkSync(file, link);
    expect((await edgewise('train', XOR, '--epochs', '1', '--backend', 'cpu', '--weights', link)).code).toBe(0);
    expect(readlinkSync(link)).toBe(file);
    expect(tensors(file)).toContain('d1/kernel');
  });
});

describe('Ctrl-C', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('keeps what was learned and says so: %s', async (signal) => {
    const file = files.file(`${signal}.safetensors`);
    const run = started(endless(file));
    await run.says(/epoch +2\//);
    run.signal(signal);
    const { code, out, err } = await run.ended;
    expect(code).toBe(130);
    expect(err).toMatch(BEST);
    expect(err).toContain(`are in ${file}.`);
    expect(out).toMatch(/done after \d+ epochs: Stopped/);
    expect(tensors(file).slice(0, 4)).toEqual(['d1/kernel', 'd1/bias', 'out/kernel', 'out/bias']);
    expect(tensors(file)).toContain(':optimizer/momentum/d1/kernel');
    expect(leftovers()).toEqual([]);
  });

  it('keeps the weights of the best epoch, with the optimizer as it was then', async () => {
    // At this rate the loss jumps, and is never again as low as after epoch 16.
    const graph = files.file('jumps.json', readFileSync(XOR, 'utf8').replace('0.03', '10'));
    const train = (...options: readonly string[]) => ['train', graph, '--json', '--backend', 'cpu', ...options];
    const [file, again] = [files.file('best-epoch.safetensors'), files.file('again.safetensors')];
    const run = started(train('--epochs', '100000', '--weights', file));
    await run.says(/"epoch":40,/);
    run.signal('SIGINT');
    const outcome = await run.ended;
    const epochs = lines(outcome).filter(({ type }) => type === 'epoch');
    const losses = epochs.map((line) => Number(line['val_loss']));
    const best = losses.indexOf(Math.min(...losses)) + 1;
    expect(best).toBeLessThan(epochs.length);
    const [, epoch, loss] = BEST.exec(outcome.err) ?? [];
    expect([Number(epoch), loss]).toEqual([best, losses[best - 1]?.toFixed(4)]);
    await edgewise(...train('--epochs', String(best), '--weights', again));
    expect(readFileSync(file).equals(readFileSync(again))).toBe(true);
  });

  it('keeps the best weights where the graph asks for them', async () => {
    const graph = JSON.parse(readFileSync(XOR, 'utf8')) as { nodes: object[]; edges: object[] };
    const params = { patience: 1_000_000, restore_best_weights: true };
    graph.nodes.push({ id: 'stop', type: 'EarlyStopping', position: [0, 600], params });
    graph.edges.push({ from: 'stop.callback', to: 'train.callbacks' });
    const file = files.file('best.safetensors');
    const [command, , ...options] = endless(file);
    const run = started([command ?? '', files.file('stopping.json', JSON.stringify(graph)), ...options]);
    await run.says(/epoch +3\//);
    run.signal('SIGINT');
    const { code, err } = await run.ended;
    expect(code).toBe(130);
    expect(err).toMatch(BEST);
    expect(err).toContain('best.safetensors');
    expect(tensors(file)).toContain('d1/kernel');
  });

  it('ends at once the second time, and leaves nothing half done', async () => {
    const file = files.file('twice.safetensors');
    const run = started(endless(file));
    await run.says(/epoch +2\//);
    run.signal('SIGINT');
    run.signal('SIGINT');
    expect((await run.ended).code).toBe(130);
    expect(leftovers()).toEqual([]);
  });
});

describe('output that nobody reads', () => {
  it('ends a command quietly', async () => {
    const { code, err } = await started(['catalog', '--json'], { closeAfter: 1 }).ended;
    expect([code, err]).toEqual([0, '']);
  });

  it('ends training quietly, and keeps what was learned', async () => {
    const file = files.file('piped.safetensors');
    const { code, err } = await started(endless(file), { closeAfter: 3 }).ended;
    expect([code, err]).toEqual([0, '']);
    expect(tensors(file)).toContain('out/bias');
  });

  it.runIf(existsSync('/dev/full'))('on a full disk is one line', () => {
    const { code, err } = edgewiseInto('/dev/full', 'catalog');
    expect(code).toBe(1);
    expect(err).toBe('The output cannot be written: the disk is full. Make room, or choose another disk.\n');
  });
});
