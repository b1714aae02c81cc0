import type { NodeDefinition } from '../../catalog/define/index.ts';
import { descriptions } from './descriptions.ts';

/** What a type does, at length; of a block, what its writer says of it. */
export const descriptionOf = ({ type, description }: NodeDefinition): string => descriptions[type] ?? description;
