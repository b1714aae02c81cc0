/** Where a row of values still is a picture: followed back to what the data say of themselves. */
import { sizeOf } from '../../base/shape.ts';
import type { TensorRef } from '../../compiler/types.ts';
import type { Linked } from '../link.ts';

/** Width and height of the picture whose pixels these values belong to, one for one; undefined where there is none. */
export function pictureAt(linked: Linked, ref: TensorRef): readonly [width: number, height: number] | undefined {
  const input = linked.inputs.find(({ name }) => name === ref.layer);
  if (input !== undefined) {
    const { image } = linked.program.data.info;
    const kept = input.preprocessing.every(({ definition }) => definition.keepsOrder === true);
    return image !== undefined && kept && sizeOf(input.shape) === image[0] * image[1] ? image : undefined;
  }
  const layer = linked.layers.find(({ plan }) => plan.node === ref.layer);
  if (layer === undefined) return undefined;
  const [height = 0, width = 0, channels = 0, ...more] = layer.plan.outputShapes[ref.output] ?? [];
  // What a convolution gives is a picture of its own, where it has one channel.
  if (channels === 1 && more.length === 0) return [width, height];
  return layer.definition.keepsOrder === true ? pictureAt(linked, layer.plan.inputs.inputs[0]) : undefined;
}
