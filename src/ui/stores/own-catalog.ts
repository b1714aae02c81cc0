/** The types that a document's nodes may have: those that everybody has, and its own blocks. */
import { catalogOf } from '../../catalog/blocks-of.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { catalog } from '../../catalog/index.ts';
import type { GraphDocument } from '../../graph/types.ts';

export const ownCatalog = (document: GraphDocument): Catalog => catalogOf(catalog, document);
