/** Every instrument, the most important first: it is measured first when several are due. */
import { output } from './output.ts';
import { wires } from './wires.ts';

export const instruments = [wires, output] as const;
