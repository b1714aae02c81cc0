import type { Catalog } from '../../catalog/catalog.ts';
import type { WiredSchedule } from '../../catalog/schedules/wired.ts';
import type { SchedulePlan } from '../types.ts';

/** The schedule of a program with its definitions, those inside it too. Throws if the catalog lacks one. */
export const plannedSchedule = ({ type, params, wraps }: SchedulePlan, catalog: Catalog): WiredSchedule => ({
  definition: catalog.expect(type, 'schedule'),
  params,
  ...(wraps && { wraps: plannedSchedule(wraps, catalog) }),
});
