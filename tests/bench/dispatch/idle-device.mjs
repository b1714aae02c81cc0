/*
 * Loaded before anything else: puts a WebGPU into Node whose device checks and encodes all that it is told, and then
 * does none of it. What is left to measure is what a step costs the processor, whatever the card.
 */
import { provideWebgpu } from './dawn.mjs';

await provideWebgpu(['backend=null']);

// Nothing was computed, so what lies in its memory is left from anything: it reads as zeros, as often as one looks.
const { getMappedRange } = GPUBuffer.prototype;
GPUBuffer.prototype.getMappedRange = function zeros(...range) {
  const mapped = getMappedRange.apply(this, range);
  new Uint8Array(mapped).fill(0);
  return mapped;
};
