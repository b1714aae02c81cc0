import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MAX_BYTES } from '../../src/graph/limits.ts';
import { graphInPicture, graphMetadata, pngWithGraph, svgCarriesGraph } from '../../src/interop/picture-graph.ts';

const spirals = readFileSync('examples/two-spirals.json', 'utf8');
const graph = `${spirals}äöü 漢字 🧠 <&"]]>`;

function chunk(type: string, data: Uint8Array): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const HEADER = chunk('IHDR', Buffer.from('0000000100000001080000000000', 'hex').subarray(0, 13));
const REST = Buffer.concat([chunk('IDAT', deflateSync(Buffer.from([0, 0]))), chunk('IEND', Buffer.alloc(0))]);
const png = Buffer.concat([SIGNATURE, HEADER, REST]);
const withText = (text: Uint8Array): Buffer => Buffer.concat([SIGNATURE, HEADER, chunk('iTXt', text), REST]);
const svgOf = async (text: string) => `<svg xmlns="http://www.w3.org/2000/svg">${await graphMetadata(text)}</svg>`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a graph in a PNG', () => {
  test('comes back byte for byte, and every chunk holds its sum', async () => {
    const made = Buffer.from(await pngWithGraph(png, graph));
    expect(await graphInPicture(made)).toEqual({ ok: true, value: graph });
    // The picture itself is untouched around it.
    const types: string[] = [];
    for (let at = 8; at < made.length;) {
      const length = made.readUInt32BE(at);
      types.push(made.toString('latin1', at + 4, at + 8));
      expect(made.readUInt32BE(at + 8 + length)).toBe(crc32(made.subarray(at + 4, at + 8 + length)));
      at += length + 12;
    }
    expect(types).toEqual(['IHDR', 'iTXt', 'IDAT', 'IEND']);
    expect(Buffer.concat([made.subarray(0, 33), made.subarray(made.length - REST.length)]).equals(png)).toBe(true);
  });

  test('one without a graph, or that breaks off before it, carries none', async () => {
    expect(await graphInPicture(png)).toBeUndefined();
    expect(await graphInPicture(withText(bytes('Comment\0\0\0\0\0a holiday')))).toBeUndefined();
    expect(await graphInPicture(png.subarray(0, 20))).toBeUndefined();
    const endless = Buffer.from(png);
    endless.writeUInt32BE(0xffffffff, 8);
    expect(await graphInPicture(endless)).toBeUndefined();
  });

  test('text that another program left uncompressed opens too', async () => {
    const text = bytes(`edgewise-graph-1\0\0\0en\0Graph\0${graph}`);
    expect(await graphInPicture(withText(text))).toEqual({ ok: true, value: graph });
  });

  test('a damaged chunk is said to be damaged', async () => {
    const made = Buffer.from(await pngWithGraph(png, graph));
    const flipped = Buffer.from(made);
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    const damaged = [
      flipped,
      made.subarray(0, 200),
      withText(bytes('edgewise-graph-1\0')),
      withText(bytes('edgewise-graph-1\0\u0001\0\0\0no deflated bytes')),
    ];
    for (const picture of damaged) {
      const read = await graphInPicture(picture);
      expect(read?.ok === false && read.error).toMatch(/^The graph in this picture is damaged.*Ask for the picture/);
    }
  });

  test('inflating stops at what a graph may have', async () => {
    const bomb = deflateSync(Buffer.alloc(MAX_BYTES + 1, ' '));
    const read = await graphInPicture(withText(Buffer.concat([bytes('edgewise-graph-1\0\u0001\0\0\0'), bomb])));
    expect(read?.ok === false && read.error).toContain('larger than 20 MiB');
  });
});

describe('a graph in an SVG', () => {
  test('comes back byte for byte, also from between other elements', async () => {
    const svg = await svgOf(graph);
    expect(svgCarriesGraph(svg)).toBe(true);
    expect(svgCarriesGraph(`text about ${svg}`)).toBe(false);
    expect(await graphInPicture(bytes(svg))).toEqual({ ok: true, value: graph });
    const rewritten = svg.replace('<metadata ', '<metadata\n  id="m1" ').replace('</metadata>', '\n</metadata>');
    expect(await graphInPicture(bytes(`<?xml version="1.0"?>\n${rewritten}`))).toEqual({ ok: true, value: graph });
  });

  test('one without a graph carries none; a damaged one is said to be damaged', async () => {
    expect(await graphInPicture(bytes('<svg><metadata>eJw</metadata></svg>'))).toBeUndefined();
    const svg = await svgOf(graph);
    for (const damaged of [
      svg.slice(0, 300),
      svg.replace(/(?<=">.{40})./s, '!'),
      svg.replace(/(?<=">.{400}).{8}/s, ''),
    ]) {
      const read = await graphInPicture(bytes(damaged));
      expect(read?.ok === false && read.error).toMatch(/damaged/);
    }
  });
});
