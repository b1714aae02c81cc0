/** The time line is loaded after the first picture. */
import { late } from '../../late/late.tsx';

export const LateTimeLine = late(async () => (await import('./time-line.tsx')).TimeLine);
export const LateTimeLineButton = late(async () => (await import('./time-line-button.tsx')).TimeLineButton);
