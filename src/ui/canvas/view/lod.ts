/** Level of detail: how much of a node and of a wire can be read at this zoom. */
export type Detail = 'far' | 'middle' | 'near';

/** Below this zoom only coloured wires and titles are left. */
export const FAR_BELOW = 0.4;
/** From this zoom on everything is shown. */
export const NEAR_FROM = 0.65;

export const detailAt = (zoom: number): Detail => (zoom < FAR_BELOW ? 'far' : zoom < NEAR_FROM ? 'middle' : 'near');

/** What undoes the zoom for things that must stay readable, in steps so that zooming restyles seldom. */
export const counterScale = (zoom: number): number => Math.max(1, Math.ceil(20 / zoom - 0.05) / 20);
