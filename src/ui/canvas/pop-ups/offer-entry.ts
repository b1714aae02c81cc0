/** An offer as a line of a search list. */
import type { Offer } from '../../../compiler/offers.ts';
import { isUsual } from '../../palette/search.ts';
import { mainKind } from '../cards/port-kinds.ts';
import type { PickerEntry } from './picker.tsx';

export const entryOf = ({ id, label, definition, params, help }: Offer): PickerEntry => ({
  id,
  label,
  note: params === undefined ? definition.category : definition.type,
  kind: mainKind(definition),
  usual: params === undefined && isUsual(definition),
  keywords: [help, ...(params === undefined ? (definition.keywords ?? []) : [])].join(' '),
});
