/*
 * The one piece of state: where the kernels may put intermediate values. The block is allocated from the
 * heap that is shared with tfjs, so that nothing here can collide with it; this module has no data, no
 * stack and no allocator of its own.
 */

/** Address of the scratch block; read at every call, so the block may be replaced by a larger one. */
export let scratch: usize = 0;

/** Tells the kernels where their scratch block is. */
export function setScratch(address: usize): void {
  scratch = address;
}
