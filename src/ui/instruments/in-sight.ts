/** Whether a picture can be seen: only then is anything measured for it. */
import { useIntersection } from '@mantine/hooks';
import { createContext, useContext, type RefCallback } from 'react';

/** What stands inside is looked at wherever it is: a picture of the whole graph is made of it. */
export const AllInSight = createContext(false);

export interface InSight {
  /** For the element that has to be in sight. */
  readonly ref: RefCallback<HTMLDivElement>;
  readonly seen: boolean;
}

export function useInSight(): InSight {
  const { ref, entry } = useIntersection<HTMLDivElement>();
  const all = useContext(AllInSight);
  return { ref, seen: all || entry?.isIntersecting === true };
}
