/* Numbers on their way to Keras. */
export interface Numbers {
  readonly shape: readonly number[];
  /** Little-endian float32 in base64. */
  readonly data: string;
}

export const encode = (shape: readonly number[], { buffer, byteOffset, byteLength }: Float32Array): Numbers => ({
  shape,
  data: Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
});
