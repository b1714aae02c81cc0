/** The uniforms of all dispatches in one buffer, each different set once. */
export class Uniforms {
  private readonly offsets = new Map<string, number>();
  private readonly parts: { readonly at: number; readonly part: Uint8Array }[] = [];
  private end = 0;

  constructor(private readonly device: GPUDevice) {}

  /** Where these stand. */
  add(part: Uint8Array): number {
    const key = part.join();
    const known = this.offsets.get(key);
    if (known !== undefined) return known;
    const at = this.end;
    const align = this.device.limits.minUniformBufferOffsetAlignment;
    this.end = Math.ceil((at + part.length) / align) * align;
    this.offsets.set(key, at);
    this.parts.push({ at, part });
    return at;
  }

  bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.end);
    for (const { at, part } of this.parts) all.set(part, at);
    return all;
  }
}
