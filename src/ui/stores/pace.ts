/*
 * The paces there are, from one step a second to as fast as it goes, and which of them this browser's
 * user has chosen. Training by eye has to be slow enough to be followed: at the pace of a first visit the
 * boundary between two spirals takes about five seconds to bend.
 */
import { plural } from '../../base/format.ts';
import type { Pace } from '../../protocol/pace.ts';
import { readSetting, writeSetting } from '../theme/preference.ts';
import type { RunState } from './types.ts';

export const PACES: readonly Pace[] = [
  { unit: 'step', perSecond: 1 },
  { unit: 'step', perSecond: 5 },
  { unit: 'epoch', perSecond: 1 },
  { unit: 'epoch', perSecond: 3 },
  { unit: 'epoch', perSecond: 10 },
  'full',
];

const FIRST_VISIT: Pace = { unit: 'epoch', perSecond: 10 };
const KEY = 'edgewise.pace';

/** What it is written as in this browser's settings and on the slider. */
export const paceText = (pace: Pace): string => (pace === 'full' ? 'full speed' : `${pace.perSecond} ${pace.unit}/s`);

/** The same for people: `10 epochs a second`. */
export const paceWords = (pace: Pace): string =>
  pace === 'full' ? 'as fast as it goes' : `${plural(pace.perSecond, pace.unit)} a second`;

/** Place on the slider. */
export const paceIndex = (pace: Pace): number => PACES.findIndex((each) => paceText(each) === paceText(pace));

export function readPace(): Pace {
  const stored = readSetting(KEY);
  return PACES.find((pace) => paceText(pace) === stored) ?? FIRST_VISIT;
}

export const writePace = (pace: Pace): void => writeSetting(KEY, paceText(pace));

/** The pace at which training goes: the chosen one, unless the present training was hurried. */
export const shownPace = ({ pace, hurried }: Pick<RunState, 'pace' | 'hurried'>): Pace => (hurried ? 'full' : pace);
