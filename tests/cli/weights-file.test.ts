/** A disk that fills up at one moment or another: said in one line, with everything as it was. */
import * as fs from 'node:fs';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWeightsFile } from '../../src/cli/weights-file.ts';
import { compiled, classifier } from '../compiler/documents.ts';
import { folder } from './run.ts';

let writes = 0;
let fullAt = Infinity;
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  return {
    ...real,
    writeSync(file: number, bytes: Uint8Array, offset: number, length: number, position: number | null) {
      writes += 1;
      if (writes >= fullAt) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      // Systems may take fewer bytes than were offered.
      return real.writeSync(file, bytes, offset, Math.min(length, 100), position);
    },
  };
});

const files = folder();
afterAll(files.remove);
beforeEach(() => {
  writes = 0;
  fullAt = Infinity;
});

const [program] = compiled(classifier()).programs;
if (program === undefined) throw new Error('The classifier has a program.');
const full = /^Weights cannot be written to .*: the disk is full\. Make room, or choose another disk\.$/;
const names = () => fs.readdirSync(files.path).toSorted();

describe('openWeightsFile', () => {
  it('finds a full disk before training', () => {
    fullAt = 3;
    const file = files.file('early.safetensors', 'before');
    expect(() => openWeightsFile(file, program, 1)).toThrow(full);
    expect(fs.readFileSync(file, 'utf8')).toBe('before');
    expect(names()).toEqual(['early.safetensors']);
  });

  it('leaves the old file when the disk fills up while it writes', () => {
    const file = files.file('late.safetensors', 'before');
    const output = openWeightsFile(file, program, 1);
    fullAt = writes + 2;
    expect(() => output.save({ weights: new Map() })).toThrow(full);
    expect(fs.readFileSync(file, 'utf8')).toBe('before');
    expect(names()).toEqual(['early.safetensors', 'late.safetensors']);
  });

  it('writes all bytes, also in small bites, and takes the place of the old file', () => {
    const file = files.file('good.safetensors', 'before');
    const kernel = Float32Array.from({ length: 32 }, (_, i) => i);
    const output = openWeightsFile(file, program, 1);
    expect(fs.readFileSync(file, 'utf8')).toBe('before');
    output.save({ weights: new Map([['d1/kernel', kernel]]) });
    const bytes = fs.readFileSync(file);
    const start = 8 + Number(bytes.readBigUInt64LE(0));
    expect(Array.from({ length: 32 }, (_, i) => bytes.readFloatLE(start + 4 * i))).toEqual([...kernel]);
    expect(bytes.length).toBe(start + 4 * (32 + 16 + 32 + 2));
    expect(names()).toContain('good.safetensors');
    expect(names().some((name) => name.endsWith('.part'))).toBe(false);
  });

  it('gives each of several programs a file with its id, whatever dots the folder has', () => {
    fs.mkdirSync(files.file('run.1'));
    const output = openWeightsFile(files.file('run.1/weights'), program, 2);
    expect(output.path).toBe(files.file('run.1/weights-train'));
    output.discard();
    expect(fs.readdirSync(files.file('run.1'))).toEqual([]);
  });
});
