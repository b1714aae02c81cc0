/** What the layers that silence values share: the rate, and why it may not be 1 where Keras divides by what is left. */
import type { Refusal } from '../../define/index.ts';
import { real } from '../../params.ts';

const LARGEST = 0.95;

export const rateParam = (help: string, initial = 0.5) => real(initial, { min: 0, max: 1, step: 0.05, help });

export const refusesOne = ({ rate }: { readonly rate: number }): Refusal | undefined =>
  rate < 1
    ? undefined
    : {
        message: 'rate must stay below 1, found 1: with nothing left, there is nothing to scale up again.',
        remedies: [{ label: `Set rate to ${LARGEST}`, params: { rate: LARGEST } }],
      };
