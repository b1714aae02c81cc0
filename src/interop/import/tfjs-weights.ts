/*
 * The weights of a tfjs model, by `node/weight`. They stand end to end in files beside the model, which the user
 * hands over; nothing is fetched. The sizes that the list declares must be those of the files.
 */
import { isObject } from '../../base/json.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { formatShape, sameShape, sizeOf } from '../../base/shape.ts';
import type { Shape } from '../../base/shape.ts';
import { shorten } from '../../base/text.ts';
import type { Weights } from '../trained.ts';
import type { LayerDefinition } from '../../catalog/define/index.ts';
import type { ForeignWeights } from './foreign-shapes.ts';

interface Listed {
  readonly name: string;
  readonly shape: Shape;
  readonly start: number;
}

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Leaves out what belongs to no layer here and, with a remark, what has another shape. The error is the end of a
 * sentence.
 */
export function readTfjsWeights(
  manifest: unknown,
  files: readonly GivenFile[],
  layers: readonly ForeignWeights[],
  layerName: (foreign: string) => string,
  remarks: string[],
): Result<Weights, string> {
  const weights = new Map<string, Float32Array>();
  for (const group of Array.isArray(manifest) ? (manifest as unknown[]) : []) {
    const read = readGroup(group, files);
    if (!read.ok) return read;
    const { listed, bytes } = read.value;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (const { name, shape, start } of listed) {
      const parts = name.split('/');
      const place = layers.find(({ layer }) => layerName(layer.name) === parts[0]);
      const spec = place?.weights.find(({ name: own }) => isCalled(parts.slice(1), own, place.definition));
      if (place === undefined || spec === undefined) continue;
      if (!sameShape(spec.shape, shape)) {
        remarks.push(
          `${shorten(name, 80)} has shape ${formatShape(shape)} in the file, expected ${formatShape(spec.shape)}; it keeps its first values.`,
        );
        continue;
      }
      const values = Float32Array.from({ length: sizeOf(shape) }, (_, i) => view.getFloat32(start + 4 * i, true));
      weights.set(`${place.node}/${spec.name}`, values);
    }
  }
  return ok(weights);
}

/**
 * Whether this is what a weight is called there. Other programs give a wrapped layer any name, and write down cells
 * between a layer and its weights.
 */
function isCalled(parts: readonly string[], weight: string, definition: LayerDefinition): boolean {
  const last = parts.at(-1);
  const called = definition.weightInTfjs?.(weight) ?? weight;
  if (last === weight || last === called) return true;
  const [part = ''] = parts;
  return called === `${part.replace(/_.*$/, '')}_layer/${last}`;
}

function readGroup(
  group: unknown,
  files: readonly GivenFile[],
): Result<{ readonly listed: readonly Listed[]; readonly bytes: Uint8Array }, string> {
  if (!isObject(group) || !Array.isArray(group['paths']) || !Array.isArray(group['weights']))
    return err('its list of weights cannot be read.');
  const parts: Uint8Array[] = [];
  for (const path of group['paths'] as unknown[]) {
    const file = files.find(({ name }) => name === path);
    if (file === undefined)
      return err(`the weights in ${shorten(String(path), 80)} are missing. Hand both files over together.`);
    parts.push(file.bytes);
  }
  const listed: Listed[] = [];
  let total = 0;
  for (const entry of group['weights'] as unknown[]) {
    const { name, shape, dtype, quantization } = isObject(entry) ? entry : {};
    if (typeof name !== 'string' || !isShape(shape)) return err('its list of weights cannot be read.');
    if (dtype !== 'float32' || quantization !== undefined)
      return err(`${shorten(name, 80)} is not stored as float32. Save the model without quantization.`);
    listed.push({ name, shape, start: total });
    total += 4 * sizeOf(shape);
  }
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  if (size !== total)
    return err(
      `its weights have ${size.toLocaleString('en')} bytes, but the model says ${total.toLocaleString('en')}.`,
    );
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return ok({ listed, bytes: only });
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return ok({ listed, bytes });
}

const isShape = (value: unknown): value is Shape =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
