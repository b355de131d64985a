import { useEffect, useState } from "preact/hooks";

/** Whole seconds left, and the way to begin. Counts by the clock, so a tab that slept is right at once. */
export function useCountdown(): [secondsLeft: number, begin: (ms: number) => void] {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (until === 0) return;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) setUntil(0);
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);
  const begin = (ms: number) => {
    setNow(Date.now());
    setUntil(Date.now() + ms);
  };
  return [until === 0 ? 0 : Math.max(0, Math.ceil((until - now) / 1000)), begin];
}
