/*
 * What each type does, at length. A built page holds these texts here, and not in its catalog: nobody reads them before
 * something is selected (`src/tools/numerics-apart.ts`).
 */
import { catalog } from '../../catalog/index.ts';

export const descriptions: Readonly<Record<string, string>> = Object.fromEntries(
  catalog.all.map(({ type, description }) => [type, description]),
);
