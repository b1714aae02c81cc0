import type { DatasetInfo } from '../../../../catalog/define/index.ts';
import type { DataView } from '../../../../protocol/data-view.ts';

/** Whether an example of one's own says anything new: over a plane or along a line every place is answered already. */
export const canTry = ({ image }: DatasetInfo, { columns }: DataView): boolean => image !== undefined || columns > 2;
