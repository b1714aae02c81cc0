/** The compiled kernels; throws with the compiler's words where it finds a fault. */
export function compileKernels(): Promise<Uint8Array>;
/** The text of the module that holds them. */
export function asModule(bytes: Uint8Array): string;
