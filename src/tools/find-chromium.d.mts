/** Path of a Chromium on this machine, if there is one. */
export function findChromium(): string | undefined;
export const CHROMIUM_ARGS: string[];
export const NO_GRAPHICS_ARGS: string[];
