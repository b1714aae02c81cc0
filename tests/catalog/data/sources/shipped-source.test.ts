import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetBytes } from '../../../../src/catalog/data/sources/asset-bytes.ts';
import { shippedSource } from '../../../../src/catalog/data/sources/shipped-source.ts';

const IRIS = new URL('../../../../src/catalog/data/assets/iris.bin', import.meta.url);
const MNIST = new URL('../../../../src/catalog/data/assets/mnist.bin', import.meta.url);

const tiny = (asset: URL) =>
  shippedSource({
    name: 'tiny',
    title: 'Tiny',
    help: '',
    samples: 2,
    features: ['a'],
    target: { kind: 'classes', names: ['x', 'y'] },
    licence: '',
    asset,
  });

const folder = mkdtempSync(join(tmpdir(), 'edgewise-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, bytes: Uint8Array): URL => {
  writeFileSync(join(folder, name), bytes);
  return pathToFileURL(join(folder, name));
};

describe('shippedSource', () => {
  it('says so when the file is not there', async () => {
    await expect(tiny(new URL('../nowhere.bin', IRIS)).load()).rejects.toThrow(
      /^The file of the data set "tiny" could not be loaded \(ENOENT.*\)\. Check the connection and reload the page\.$/,
    );
  });

  it('says so when the file is short, of another set, or no table', async () => {
    await expect(tiny(fileOf('short.bin', Uint8Array.from([69, 87, 68, 50]))).load()).rejects.toThrow(
      'Data set "tiny": the data file is cut off: 4 bytes, expected at least 24',
    );
    await expect(tiny(IRIS).load()).rejects.toThrow(
      'the data file holds 150 rows of 4 values in 3 classes, expected 2 rows of 1 values in 2 classes. Reload the page',
    );
    const page = new TextEncoder().encode('<!doctype html><title>Not found</title>');
    await expect(tiny(fileOf('page.bin', page)).load()).rejects.toThrow('it is another kind of file');
  });

  it('says so when a packed file is cut off or damaged', async () => {
    const packed = new Uint8Array(gzipSync(readFileSync(IRIS)));
    const cut = fileOf('cut.bin', packed.subarray(0, packed.length - 20));
    const words = 'The file of the data set "tiny" could not be loaded (it is cut off or damaged)';
    await expect(tiny(cut).load()).rejects.toThrow(words);
    packed[packed.length - 6] = 255 - (packed[packed.length - 6] ?? 0);
    await expect(tiny(fileOf('flipped.bin', packed)).load()).rejects.toThrow(words);
  });
});

describe('assetBytes from a server', () => {
  const server = createServer((request, response) => {
    const packed = request.headers['accept-encoding'] === undefined ? {} : { 'content-encoding': 'gzip' };
    if (request.url === '/mnist.bin') response.end(readFileSync(MNIST));
    else if (request.url === '/unpacked-on-the-way.bin') response.writeHead(200, packed).end(readFileSync(MNIST));
    else response.writeHead(404).end();
  });
  let origin = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('gives the same bytes, whether the server or we unpack them', async () => {
    const plain = gunzipSync(readFileSync(MNIST));
    for (const name of ['mnist.bin', 'unpacked-on-the-way.bin']) {
      expect(plain.equals(await assetBytes(new URL(`${origin}/${name}`)))).toBe(true);
    }
  });

  it('says what the server answered instead', async () => {
    await expect(assetBytes(new URL(`${origin}/other.bin`))).rejects.toThrow('the server answered 404');
  });
});
