import { useEffect, useRef, useState } from 'react';

/** A value that changes often, renewed at most once in so many milliseconds. */
export function useSlowly<T>(value: T, every: number): T {
  const [slow, setSlow] = useState(value);
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  useEffect(() => {
    const timer = setInterval(() => setSlow(latest.current), every);
    return () => clearInterval(timer);
  }, [every]);
  return slow;
}
