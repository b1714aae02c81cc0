import { describe, expect, it } from 'vitest';
import { shippedSource } from '../../../../src/catalog/data/sources/shipped-source.ts';

const source = (asset: () => Promise<{ default: string }>) =>
  shippedSource({
    name: 'tiny',
    title: 'Tiny',
    help: '',
    samples: 2,
    features: ['a'],
    classNames: ['x', 'y'],
    licence: '',
    asset,
  });

describe('shippedSource', () => {
  it('says so when the file cannot be fetched', async () => {
    const lost = source(() => Promise.reject(new Error('offline')));
    await expect(lost.load()).rejects.toThrow(
      'The file of the data set "tiny" could not be loaded (offline). Check the connection and reload the page.',
    );
  });

  it('says so when the file is short or not a table', async () => {
    const short = source(() => Promise.resolve({ default: 'data:application/octet-stream;base64,RVdEMQ==' }));
    await expect(short.load()).rejects.toThrow(
      'Data set "tiny": the data file is cut off: 4 bytes, expected at least 20',
    );
    const page = source(() => Promise.resolve({ default: '/assets/tiny.bin' }));
    await expect(page.load()).rejects.toThrow('Data set "tiny": the data file was not built in');
  });
});
