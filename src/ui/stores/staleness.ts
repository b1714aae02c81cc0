/*
 * A trained model is stale when the graph would now compile to another one. Only the compiled program
 * is compared: positions, labels and notes are not in it, and the names that are do not count.
 */
import type { Program } from '../../compiler/types.ts';

const texts = new WeakMap<object, string>();

/** The text of a part; layers that an edit does not concern are the same objects as before, and written once. */
function textOf(part: object): string {
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part);
  texts.set(part, text);
  return text;
}

/** A text that is equal for two programs exactly if they train the same model in the same way. */
export function fingerprint(program: Program): string {
  const { name: _name, model, layers, ...rest } = program;
  const { name: _modelName, layers: lowered, ...config } = model.config;
  // No text of JSON has a line break: it parts them.
  return [JSON.stringify({ ...rest, config }), ...layers.map(textOf), '', ...lowered.map(textOf)].join('\n');
}
