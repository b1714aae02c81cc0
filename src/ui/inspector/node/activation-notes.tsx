/** The formula and the explanation of the activation function a layer was given. */
import { activationFunction } from '../../../catalog/activations/functions/index.ts';
import type { ActivationFunction } from '../../../catalog/activations/functions/index.ts';
import type { DefinitionOf } from '../../../catalog/define/index.ts';
import { activationOf } from '../../../catalog/layer-facts.ts';
import type { ParamValues } from '../../../catalog/params.ts';
import { Formula, Text } from '../parts/words.tsx';

/** The function a layer names in a param of its own; a layer that is a function itself documents itself. */
export function chosenFunction(definition: DefinitionOf<'layer'>, params: ParamValues): ActivationFunction | undefined {
  const chosen = activationOf(definition, params);
  const named = (value: unknown) => typeof value === 'string' && activationFunction(value)?.name === chosen.name;
  return Object.values(params).some(named) ? chosen : undefined;
}

export function ActivationNotes({ chosen }: { chosen: ActivationFunction }) {
  return (
    <>
      <Text>
        <strong>{chosen.name}</strong>: {chosen.help}
      </Text>
      <Formula>{chosen.formula}</Formula>
    </>
  );
}
