/** Every file that people bring along is named for what it is, by its first bytes before its name. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodeSafetensors } from '../../src/interop/safetensors.ts';
import { HEAD_BYTES, kindInWords, recogniseFile, recogniseText } from '../../src/interop/recognise/recognise-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
/** Bytes from a signature, followed by what is no text. */
const bytes = (signature: string, rest = '\u0000\u0001\u0002\u0003') =>
  Uint8Array.from(`${signature}${rest}`, (each) => each.charCodeAt(0));
const zip = (first: string, rest = '') =>
  bytes(`PK\u0003\u0004${'\u0000'.repeat(22)}${String.fromCharCode(first.length)}\u0000\u0000\u0000${first}${rest}`);
const json = (value: unknown) => utf8(JSON.stringify(value, undefined, 2));
const kerasLayers = { name: 'sequential', layers: [{ class_name: 'Dense', config: { units: 4 } }] };

const FILES: readonly (readonly [name: string, content: Uint8Array, what: RegExp, advice: RegExp])[] = [
  ['net.keras', zip('metadata.json', '{}'), /^a Keras model/, /^Import it/],
  [
    'net.h5',
    bytes('\u0089HDF\r\n\u001a\n'),
    /Keras model or its weights in HDF5/,
    /imports models.*names and settings that Keras/,
  ],
  [
    'model.json',
    json({ format: 'layers-model', modelTopology: {}, weightsManifest: [] }),
    /TensorFlow\.js/,
    /^Import it/,
  ],
  [
    'config.json',
    json({ module: 'keras', class_name: 'Functional', config: kerasLayers }),
    /description of a Keras/,
    /./,
  ],
  ['old.json', json({ class_name: 'Sequential', config: kerasLayers, keras_version: '2.4' }), /Keras/, /^Import it/],
  [
    'metadata.json',
    json({ keras_version: '3.15.1', date_saved: 'today' }),
    /metadata of a Keras model/,
    /imports models/,
  ],
  [
    'w.safetensors',
    encodeSafetensors([{ name: 'd1/kernel', shape: [2], values: new Float32Array(2) }], {}),
    /weights \(safetensors\)/,
    /`train GRAPH --from FILE` goes on from weights/,
  ],
  [
    'group1-shard1of1.bin',
    bytes('\u0012\u0034\u0000'),
    /a file of weights/,
    /a model\.json together with its files of weights/,
  ],
  ['net.pt', zip('net/data.pkl'), /PyTorch/, /imports models/],
  ['net.pth', bytes('\u0080\u0002\u008a'), /pickled Python object/, /./],
  ['net.onnx', bytes('\u0008\u0007\u0012\u0007'), /ONNX/, /imports models/],
  ['net.tflite', bytes('\u001c\u0000\u0000\u0000TFL3'), /TensorFlow Lite/, /imports models/],
  ['saved_model.pb', bytes('\u0008\u0001\u0012\u0000'), /TensorFlow model/, /imports models/],
  ['hf.json', json({ architectures: ['Bert'], model_type: 'bert', hidden_size: 8 }), /Hugging Face/, /imports models/],
  ['comfy.json', json({ last_node_id: 3, links: [], nodes: [] }), /ComfyUI/, /none that Edgewise knows/],
  ['comfy-api.json', json({ 3: { inputs: {}, class_type: 'KSampler' } }), /ComfyUI/, /none that Edgewise knows/],
  ['n8n.json', json({ name: 'a', nodes: [], connections: {} }), /n8n/, /none that Edgewise knows/],
  ['flow.json', json({ nodes: [{ id: '1' }], edges: [], viewport: { x: 0, y: 0, zoom: 1 } }), /React Flow/, /none/],
  ['red.json', json([{ id: 'a', type: 'inject', wires: [] }]), /Node-RED/, /none that Edgewise knows/],
  ['draw.json', json({ type: 'excalidraw', elements: [] }), /Excalidraw/, /./],
  ['train.ipynb', json({ cells: [], metadata: {}, nbformat: 4 }), /Jupyter notebook/, /does not run here/],
  ['package.json', json({ name: 'x', version: '1', dependencies: {} }), /package\.json/, /./],
  ['list.json', json([1, 2, 3]), /list in JSON/, /one object/],
  ['out.jsonl', utf8('{"type":"epoch","epoch":1}\n{"type":"epoch"}\n'), /output of the command line/, /./],
  ['data.csv', utf8('x,y,label\n1,2,a\n3,4,b\n'), /CSV/, /Import it: drop it on the canvas/],
  ['data.txt', utf8('x;y\n1;2\n3;4\n'), /CSV/, /./],
  ['data.tsv', utf8('x\ty\n1\t2\n3\t4\n'), /TSV/, /./],
  ['data.npy', bytes('\u0093NUMPY\u0001'), /NumPy/, /Dataset node/],
  ['data.npz', zip('x_train.npy'), /archive of NumPy/, /Dataset node/],
  ['data.xlsx', zip('[Content_Types].xml'), /spreadsheet/, /Dataset node/],
  ['data.parquet', bytes('PAR1\u0015'), /Parquet/, /./],
  ['t10k-images-idx3-ubyte', bytes('\u0000\u0000\u0008\u0003'), /IDX/, /digits/],
  ['a.png', bytes('\u0089PNG\r\n\u001a\n'), /picture \(PNG\)/, /a folder of pictures can be: File → Import images/],
  ['a.jpg', bytes('\u00ff\u00d8\u00ff\u00e0'), /JPEG/, /./],
  ['a.webp', bytes('RIFF\u0001\u0000\u0000\u0000WEBP'), /WebP/, /./],
  ['a.svg', utf8('<svg xmlns="http://www.w3.org/2000/svg"></svg>'), /SVG/, /Save it as PNG or JPEG: a folder/],
  ['a.tif', bytes('II*\u0000\u0008'), /TIFF/, /Save it as PNG or JPEG/],
  ['net.gguf', bytes('GGUF\u0003\u0000'), /GGUF/, /Weights alone say nothing of how layers are wired/],
  ['a.pdf', utf8('%PDF-1.7\n'), /PDF/, /\.json/],
  ['a.zip', zip('examples/xor.json'), /zip archive/, /Unpack it/],
  ['a.json.gz', gzipSync('{"format":"edgewise"}'), /gzip/, /Unpack it/],
  ['a.html', utf8('<!doctype html><title>x</title>'), /web page/, /download the file itself/],
  ['train.py', utf8('import keras\nmodel = keras.Sequential()\n'), /Python/, /cannot be imported/],
  ['notes.md', utf8('# Notes\n'), /Markdown/, /./],
  ['a.txt', utf8('Dear diary'), /plain text/, /./],
  ['a.json', utf8('not json at all'), /plain text/, /./],
  ['utf16.json', bytes('\u00ff\u00fe{\u0000"\u0000'), /UTF-16/, /save it as UTF-8/],
  ['a.bin', bytes('\u0000\u0000'), /weights/, /./],
  ['a.dat', bytes('\u0000\u0001'), /file of another program/, /./],
];

describe('recogniseFile', () => {
  test.each(FILES)('%s', (name, content, what, advice) => {
    const kind = recogniseFile(content, name);
    expect(kind?.what).toMatch(what);
    expect(kind?.advice).toMatch(advice);
    expect(kind === undefined ? '' : kindInWords(kind)).not.toMatch(/repair/i);
  });

  test.each(FILES.filter(([, content]) => content[0] !== 0x7b && content.length > 8 && content.includes(0)))(
    'what stands in it counts more than the name: %s as graph.json',
    (name, content, what) => {
      // Some signatures are too weak to stand alone.
      const alone = recogniseFile(content, 'graph.json')?.what ?? '';
      expect(alone).not.toBe('');
      if (!/spreadsheet|ONNX|of weights$|\(\.pb\)/.test(recogniseFile(content, name)?.what ?? ''))
        expect(alone).toMatch(what);
    },
  );

  test('a graph is left to the parser, whole, broken, without its format or empty', () => {
    for (const file of readdirSync('examples').filter((name) => name.endsWith('.json'))) {
      const text = readFileSync(`examples/${file}`, 'utf8');
      expect(recogniseFile(utf8(text), file)).toBeUndefined();
      expect(recogniseFile(utf8(text.slice(0, 100)), 'graph.csv')).toBeUndefined();
      expect(recogniseFile(utf8(`// mine\n${text}`), file)).toBeUndefined();
      expect(recogniseFile(utf8(`\uFEFF${text}`), file)).toBeUndefined();
    }
    expect(recogniseFile(utf8('{"nodes": [], "edges": []}'), 'a.json')).toBeUndefined();
    expect(recogniseFile(utf8(''), 'a.json')).toBeUndefined();
    expect(recogniseFile(utf8(' \n'), 'a.json')).toBeUndefined();
  });

  test('the first bytes are enough, even where a text breaks off', () => {
    const cells = Array.from({ length: 5_000 }, (_, i) => ({ cell_type: 'code', source: [`print(${i})`] }));
    const notebook = json({ nbformat: 4, metadata: {}, cells });
    expect(notebook.length).toBeGreaterThan(3 * HEAD_BYTES);
    expect(recogniseFile(notebook.subarray(0, HEAD_BYTES), 'a.json')?.what).toBe('a Jupyter notebook');
    const cut = utf8('{"class_name": "Sequential", "config": {"name": "half a na');
    expect(recogniseFile(cut, 'x.json')?.what).toMatch(/Keras/);
  });

  test('text from a clipboard', () => {
    expect(recogniseText('a,b\n1,2\n3,4\n')?.what).toMatch(/CSV/);
    expect(recogniseText('{"format":"edgewise"}')).toBeUndefined();
  });
});
