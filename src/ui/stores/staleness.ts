/*
 * A trained model is stale when the graph would now compile to another one. Only the compiled program
 * is compared: positions, labels and notes are not in it, and the names that are do not count.
 */
import type { Program } from '../../compiler/types.ts';

/** A text that is equal for two programs exactly if they train the same model in the same way. */
export function fingerprint(program: Program): string {
  const { name: _name, model, ...rest } = program;
  const { name: _modelName, ...config } = model.config;
  return JSON.stringify({ ...rest, config });
}
