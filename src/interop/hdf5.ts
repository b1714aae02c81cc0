/*
 * HDF5 files with arrays of numbers, in and out, through the HDF5 library compiled to WebAssembly. It is
 * loaded when the first file needs it. What comes from strangers is listed before any of it is read, so that
 * sizes can be checked against what is expected.
 */
import type { Dataset, File, Group } from 'h5wasm';
import type { Shape } from '../base/shape.ts';
import { must } from '../base/invariant.ts';

export interface Hdf5Array {
  /** `layers/dense/vars/0` */
  readonly path: string;
  readonly shape: Shape;
  readonly values: Float32Array | Int32Array;
}

/** What a file says of one of its arrays. */
export interface Hdf5Entry {
  readonly path: string;
  readonly shape: Shape;
}

export interface Hdf5File {
  readonly entries: readonly Hdf5Entry[];
  /** Names of groups, as Keras notes them: the name of the layer whose variables stand there. */
  readonly names: ReadonlyMap<string, string>;
  /** The numbers of an array as float32. */
  read(path: string): Float32Array;
}

/** Groups and arrays that a file may hold at most: far more than any model that can be drawn has. */
const MAX_OBJECTS = 200_000;
const MAX_DEPTH = 32;
let files = 0;

async function load() {
  const library = await import('h5wasm');
  const { FS } = await library.ready;
  const name = `file-${files++}.h5`;
  return { ...library, FS, name };
}

/** Writes arrays; `names` are noted on the groups they belong to. */
export async function writeHdf5(
  arrays: readonly Hdf5Array[],
  names: ReadonlyMap<string, string> = new Map(),
): Promise<Uint8Array> {
  const { File: Opened, FS, name } = await load();
  const file = new Opened(name, 'w');
  try {
    const groups = new Map<string, Group>();
    for (const [path, text] of names) groupAt(file, groups, path).create_attribute('name', text);
    for (const { path, shape, values } of arrays) {
      const slash = path.lastIndexOf('/');
      groupAt(file, groups, path.slice(0, slash)).create_dataset({
        name: path.slice(slash + 1),
        data: values,
        shape: [...shape],
        dtype: values instanceof Int32Array ? '<i' : '<f',
      });
    }
    file.close();
    return FS.readFile(name);
  } finally {
    FS.unlink(name);
  }
}

function groupAt(file: File, known: Map<string, Group>, path: string): Group {
  const found = known.get(path);
  if (found !== undefined) return found;
  const slash = path.lastIndexOf('/');
  const parent: Group = slash < 0 ? file : groupAt(file, known, path.slice(0, slash));
  const made = parent.create_group(path.slice(slash + 1));
  known.set(path, made);
  return made;
}

/** Opens a file while `look` looks at it. Throws where it is no HDF5 file. */
export async function readHdf5<T>(bytes: Uint8Array, look: (file: Hdf5File) => T): Promise<T> {
  const { File: Opened, Dataset: DatasetClass, Group: GroupClass, FS, name } = await load();
  FS.writeFile(name, bytes);
  try {
    const file = new Opened(name, 'r');
    try {
      const found = new Map<string, Dataset>();
      const names = new Map<string, string>();
      let objects = 0;
      const walk = (group: Group, path: string, depth: number) => {
        const label = labelOf(group);
        if (label !== undefined) names.set(path, label);
        for (const key of group.keys()) {
          objects += 1;
          if (objects > MAX_OBJECTS || depth > MAX_DEPTH) throw new Error('it holds more groups than a model has');
          const inside = path === '' ? key : `${path}/${key}`;
          const each = group.get(key);
          // Links that lead elsewhere are left alone.
          if (each instanceof DatasetClass) found.set(inside, each);
          else if (each instanceof GroupClass) walk(each, inside, depth + 1);
        }
      };
      walk(file, '', 0);
      return look({
        entries: [...found].map(([path, dataset]) => ({ path, shape: dataset.shape ?? [] })),
        names,
        read: (path) => numbersOf(must(found.get(path), `the array ${path}`)),
      });
    } finally {
      file.close();
    }
  } finally {
    FS.unlink(name);
  }
}

function labelOf({ attrs }: Group): string | undefined {
  const value = attrs['name']?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Classes of types in the HDF5 library: whole and real numbers. */
const NUMBERS: readonly number[] = [0, 1];

function numbersOf({ metadata, value, path }: Dataset): Float32Array {
  if (!NUMBERS.includes(metadata.type)) throw new Error(`${path} holds something other than numbers`);
  // A copy: the library may give a look into memory that it uses again.
  if (value instanceof Float32Array) return value.slice();
  return ArrayBuffer.isView(value)
    ? Float32Array.from(value as unknown as ArrayLike<number | bigint>, Number)
    : Float32Array.of(Number(value));
}
