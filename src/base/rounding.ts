/* Numbers as they stand in drawings: more digits than can be seen would only make the text longer. */

export const toTenths = (value: number): number => Math.round(value * 10) / 10;
export const toHundredths = (value: number): number => Math.round(value * 100) / 100;
