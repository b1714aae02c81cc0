/*
 * Files that people bring along and that are no graphs: what each is, how it shows, and what can be done
 * with it here. What stands in a file counts more than what it is called, so signatures and shapes come
 * first and names last. To name one more kind, add a line.
 */
import {
  at,
  binary,
  both,
  called,
  either,
  has,
  holds,
  isTable,
  opens,
  packed,
  says,
  starts,
  text,
  zipped,
} from './signs.ts';
import type { Sign } from './signs.ts';

type Opens = 'model' | 'table' | 'picture';

export interface FileKind {
  /** In words that follow "This is": `a picture (PNG)`. */
  readonly what: string;
  /** What can be done with it here, in one or two sentences. */
  readonly advice: string;
  /** It can be imported: as a model that becomes a graph, as data for one, or as a picture that may carry one. */
  readonly opens?: Opens;
}

/** What everything is that can be read and shows nothing more. */
export const PLAIN_TEXT = 'plain text';

type Row = readonly [what: string, advice: string, shows: Sign, opens?: Opens];

const GRAPH = 'Edgewise opens its own graph files (.json).';
const IMPORT = 'Import it: File → Import a model in the editor, `import` on the command line.';
const REBUILD =
  'Edgewise imports models of Keras (.keras) and TensorFlow.js (model.json). Save it as one of those, or build it from nodes: they have the names and settings that Keras gives them.';
const DATA =
  'Data is read from tables of values (CSV). Save it as CSV, or choose one of the built-in sets in a Dataset node.';
const TABLE = 'Import it: drop it on the canvas of the editor, `import` on the command line.';
const FOLDER = 'a folder of pictures can be: File → Import images in the editor, where each folder inside is a class';
const IMAGE = `One picture alone cannot be imported, but ${FOLDER}.`;
const OTHER_IMAGE = `It cannot be imported. Save it as PNG or JPEG: ${FOLDER}.`;
const WEIGHTS =
  'Weights alone say nothing of how layers are wired. Import them with their model: File → Import a model takes a .keras archive, or a model.json together with its files of weights.';
const OWN_WEIGHTS =
  'They say nothing of how layers are wired, so open the graph that they belong to. On the command line, `train GRAPH --from FILE` goes on from weights that Edgewise has written.';
const UNPACK = 'Unpack it, then open the graph file (.json) that is in it.';
const OTHER_NODES = `Its nodes are none that Edgewise knows. ${GRAPH}`;
const KERAS_CLASS = /^"(Functional|Sequential|Model)"/;

const ROWS: readonly Row[] = [
  // Models and weights.
  ['a Keras model (.keras)', IMPORT, zipped('metadata.json', 'config.json', 'model.weights.h5'), 'model'],
  ['a Keras model or its weights in HDF5', REBUILD, opens('\u0089HDF\r\n\u001a\n')],
  ['a file of weights (safetensors)', OWN_WEIGHTS, at(8, '{"')],
  ['a TensorFlow Lite model', REBUILD, at(4, 'TFL3')],
  ['a language model in the GGUF format', WEIGHTS, opens('GGUF')],
  [
    'a PyTorch model or its weights',
    REBUILD,
    both(opens('PK\u0003\u0004'), either(called('.pt', '.pth', '.ckpt'), holds('/data.pkl'))),
  ],
  [
    'a pickled Python object, such as PyTorch weights',
    WEIGHTS,
    opens('\u0080\u0002', '\u0080\u0003', '\u0080\u0004', '\u0080\u0005'),
  ],
  ['an ONNX model', REBUILD, both(opens('\u0008'), called('.onnx'))],
  ['a TensorFlow model (.pb)', REBUILD, both(binary, called('.pb'))],
  [
    'a TensorFlow.js model (model.json)',
    IMPORT,
    either(has('modelTopology'), has('weightsManifest'), says('format', /^"(layers|graph)-model"/)),
    'model',
  ],
  ['the description of a Keras model', IMPORT, both(says('class_name', KERAS_CLASS), has('config')), 'model'],
  ['the metadata of a Keras model', REBUILD, has('keras_version')],
  [
    'the settings of a Hugging Face model',
    REBUILD,
    either(has('architectures', 'model_type'), has('model_type', 'hidden_size')),
  ],
  // Graphs of other editors.
  [
    'a ComfyUI workflow',
    OTHER_NODES,
    either(has('last_node_id', 'nodes'), text(/^\{\s*"\d+"\s*:\s*\{[^]{0,4000}"class_type"/)),
  ],
  ['an n8n workflow', OTHER_NODES, has('nodes', 'connections')],
  ['a Node-RED flow', OTHER_NODES, text(/^\[\s*\{[^]{0,2000}"(wires|z)"\s*:/)],
  ['a node graph made with React Flow', OTHER_NODES, has('nodes', 'edges', 'viewport')],
  ['an Excalidraw drawing', GRAPH, says('type', /^"excalidraw/)],
  ['a tldraw drawing', GRAPH, has('tldrawFileFormatVersion')],
  // Other JSON.
  ['a Jupyter notebook', `Its code does not run here. ${GRAPH}`, has('cells', 'nbformat')],
  [
    'the package.json of a JavaScript project',
    GRAPH,
    either(has('name', 'dependencies'), has('name', 'devDependencies'), has('name', 'version', 'scripts')),
  ],
  ['the lock file of a JavaScript project', GRAPH, has('lockfileVersion')],
  ['the settings of the TypeScript compiler', GRAPH, has('compilerOptions')],
  ['a map (GeoJSON)', DATA, says('type', /^"(FeatureCollection|Feature)"/)],
  ['a JSON schema', GRAPH, has('$schema', 'properties')],
  [
    'output of the command line (JSON lines)',
    GRAPH,
    text(/^\{"type":"(epoch|done|layer|wire|diagnostic|node|warning|file)"/),
  ],
  // Data.
  ['an array of NumPy (.npy)', DATA, opens('\u0093NUMPY')],
  ['an archive of NumPy arrays (.npz)', DATA, both(opens('PK\u0003\u0004'), either(called('.npz'), holds('.npy')))],
  [
    'a spreadsheet (Excel)',
    DATA,
    either(packed('.xlsx', '.xlsm'), both(opens('\u00d0\u00cf\u0011\u00e0'), called('.xls'))),
  ],
  ['a spreadsheet (OpenDocument)', DATA, both(zipped('mimetype'), holds('opendocument.spreadsheet'))],
  ['a table in the Parquet format', DATA, opens('PAR1')],
  ['a table in the Arrow format', DATA, opens('ARROW1', 'FEA1')],
  ['a database (SQLite)', DATA, opens('SQLite format 3\u0000')],
  [
    'a data file in the IDX format, as MNIST comes in',
    `${DATA} Handwritten digits are among them.`,
    either(opens('\u0000\u0000\u0008\u0001', '\u0000\u0000\u0008\u0003'), called('-ubyte', '-ubyte.gz')),
  ],
  // Pictures, sound, documents.
  ['a picture (PNG)', IMAGE, opens('\u0089PNG\r\n\u001a\n'), 'picture'],
  ['a picture (JPEG)', IMAGE, opens('\u00ff\u00d8\u00ff')],
  ['a picture (GIF)', IMAGE, opens('GIF87a', 'GIF89a')],
  ['a picture (WebP)', IMAGE, both(opens('RIFF'), at(8, 'WEBP'))],
  ['a picture (BMP)', IMAGE, both(opens('BM'), called('.bmp'))],
  ['a picture (TIFF)', OTHER_IMAGE, opens('II*\u0000', 'MM\u0000*')],
  ['a picture (AVIF or HEIC)', OTHER_IMAGE, at(4, 'ftypavif', 'ftypheic', 'ftypheix', 'ftypmif1')],
  ['a picture (SVG)', OTHER_IMAGE, either(text(/^<svg[\s>]/i), text(/^<\?xml[^]{0,500}<svg[\s>]/i)), 'picture'],
  ['a film', GRAPH, either(at(4, 'ftyp'), opens('\u001aE\u00df\u00a3'))],
  ['a sound recording', GRAPH, either(both(opens('RIFF'), at(8, 'WAVE')), opens('ID3', 'OggS', 'fLaC'))],
  ['a PDF document', GRAPH, starts('%PDF-')],
  ['a document (Word, PowerPoint or OpenDocument)', GRAPH, packed('.docx', '.pptx', '.odt', '.odp')],
  ['a zip archive', UNPACK, opens('PK\u0003\u0004', 'PK\u0005\u0006')],
  ['a packed file (gzip)', UNPACK, opens('\u001f\u008b')],
  [
    'a packed file',
    UNPACK,
    either(opens('BZh', '\u00fd7zXZ', '7z\u00bc\u00af', 'Rar!', '\u0028\u00b5\u002f\u00fd'), at(257, 'ustar')),
  ],
  ['a program', GRAPH, opens('\u007fELF', 'MZ', '\u0000asm', '\u00cf\u00fa\u00ed\u00fe')],
  [
    'a table of values in the UTF-16 encoding (CSV)',
    TABLE,
    both(opens('\u00ff\u00fe', '\u00fe\u00ff'), called('.csv', '.tsv', '.txt')),
    'table',
  ],
  [
    'text in the UTF-16 encoding',
    'Graph files are UTF-8. Open it in a text editor, save it as UTF-8, and try again.',
    opens('\u00ff\u00fe', '\u00fe\u00ff'),
  ],
  // Text.
  [
    'a web page',
    'If the graph was linked from it, download the file itself.',
    text(/^(<!--[^]{0,2000}-->\s*)?<(!doctype html|html|head|body)\b/i),
  ],
  ['an XML file', GRAPH, text(/^<\?xml\b/)],
  [
    'a Python program',
    `Code cannot be imported. ${REBUILD}`,
    either(called('.py'), text(/^(#![^\n]*python|(from \S+ )?import \w+[^{}]*\n|def \w+\()/)),
  ],
  ['a JavaScript or TypeScript program', GRAPH, both(called('.js', '.mjs', '.ts', '.tsx', '.jsx', '.cjs'), text(/./))],
  ['a text document (Markdown)', GRAPH, both(called('.md', '.markdown'), text(/./))],
  ['a settings file', GRAPH, both(called('.yaml', '.yml', '.toml', '.ini', '.env'), text(/./))],
  ['a table of values (CSV)', TABLE, both(text(/^[^{[]/), either(called('.csv'), isTable(','), isTable(';'))), 'table'],
  ['a table of values (TSV)', TABLE, both(text(/^[^{[]/), either(called('.tsv', '.tab'), isTable('\t'))), 'table'],
  ['a list in JSON', `A graph file is one object. ${GRAPH}`, text(/^\[/)],
  // Without a sign in the contents, the name has to do.
  [
    'a file of weights',
    WEIGHTS,
    both(binary, called('.bin', '.weights', '.safetensors', '.ckpt', '.pt', '.pth', '.h5', '.hdf5', '.keras')),
  ],
  ['a file of another program', GRAPH, binary],
  [PLAIN_TEXT, GRAPH, text(/^[^{]/)],
];

/** The first that shows is it. */
export const KINDS: readonly (FileKind & { readonly shows: Sign })[] = ROWS.map(
  ([what, advice, shows, importable]) => ({
    what,
    advice,
    shows,
    ...(importable && { opens: importable }),
  }),
);
