/** How the optimizers race against each other where they are compared on a surface. */
import type { ParamValues } from '../params.ts';

/** The forms that race from the beginning, and those of a type that has several. */
export const RACING_FORMS: Readonly<
  Record<string, readonly { readonly name: string; readonly params: ParamValues }[]>
> = {
  SGD: [
    { name: 'SGD', params: {} },
    { name: 'SGD momentum', params: { momentum: 0.9 } },
    { name: 'SGD Nesterov', params: { momentum: 0.9, nesterov: true } },
  ],
};

/** Rates at which something is to be seen within some hundred steps; Keras' defaults are made for long trainings. */
export const RACING_RATES: Readonly<Record<string, number>> = { SGD: 0.01, Adagrad: 0.1, Adadelta: 1, Ftrl: 0.1 };

/** In the order of the lecture: each cures a trouble of the one before it. */
export const FIRST_RACERS = ['SGD', 'SGD momentum', 'Adagrad', 'RMSprop', 'Adam'];
