/**
 * How fast training goes before somebody's eyes: so many steps or epochs a second at most, or as fast as it
 * goes. It decides when something is computed and shown, never what.
 */
export type Pace = 'full' | { readonly unit: 'step' | 'epoch'; readonly perSecond: number };
