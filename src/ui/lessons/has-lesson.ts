/* Whether the open graph brings a lesson. Small: the page's first load knows of it. */
import { isObject } from '../../base/json.ts';
import { lessonOf } from '../../graph/lesson-of.ts';
import { documentStore } from '../stores/document.ts';

export function hasLesson(): boolean {
  const field = lessonOf(documentStore.getState().whole);
  return isObject(field) && Array.isArray(field['steps']) && field['steps'].length > 0;
}
