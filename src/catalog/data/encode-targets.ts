import { invariant } from '../../base/invariant.ts';
import type { TargetEncoding } from '../define/index.ts';

/**
 * Writes targets the way a loss reads them, row by row with `width` columns:
 * `one-hot` turns class 2 of 4 into 0 0 1 0, `binary` writes the class 0 or 1 in one column, `classes` its number, `values`
 * passes numbers on as they are (`targets` then holds `width` numbers per row), and so does `labels`, which looks whether
 * they are whole numbers from 0 on.
 *
 * The compiler has matched the encoding to the data, so a class that does not fit is a bug and throws.
 */
export function encodeTargets(targets: Float32Array, encoding: TargetEncoding, width: number): Float32Array {
  return encoders[encoding](targets, width);
}

const encoders: Readonly<Record<TargetEncoding, (targets: Float32Array, width: number) => Float32Array>> = {
  'one-hot'(targets, width) {
    const encoded = new Float32Array(targets.length * width);
    targets.forEach((label, row) => {
      checkClass(label, width, row);
      encoded[row * width + label] = 1;
    });
    return encoded;
  },
  binary(targets, width) {
    invariant(width === 1, `binary targets fill one column, not ${width}`);
    targets.forEach((label, row) => checkClass(label, 2, row));
    return targets.slice();
  },
  classes(targets, width) {
    invariant(width === 1, `class numbers fill one column, not ${width}`);
    return targets.slice();
  },
  values(targets, width) {
    invariant(width > 0 && targets.length % width === 0, `${targets.length} values do not fill rows of ${width}`);
    return targets.slice();
  },
  labels(targets, width) {
    invariant(width > 0 && targets.length % width === 0, `${targets.length} labels do not fill rows of ${width}`);
    targets.forEach((label, i) => checkClass(label, Infinity, Math.floor(i / width)));
    return targets.slice();
  },
};

function checkClass(label: number, classes: number, row: number): void {
  invariant(
    Number.isInteger(label) && label >= 0 && label < classes,
    `row ${row} is of class ${label}, expected a whole number from 0 ${classes === Infinity ? 'on' : `to ${classes - 1}`}`,
  );
}
