/* Whether the open graph brings a lesson. Small: the page's first load knows of it. */
import { isObject } from '../../base/json.ts';
import { documentStore } from '../stores/document.ts';

export function hasLesson(): boolean {
  const { whole } = documentStore.getState();
  const field: unknown = 'lesson' in whole ? whole.lesson : undefined;
  return isObject(field) && Array.isArray(field['steps']) && field['steps'].length > 0;
}
