import { useEffect, useState } from "preact/hooks";
import type { Phase } from "../../client/types.ts";
import { nextTruth, type Truth } from "../truth.ts";

/** "Reconnected" has been read after this long. */
const SAY_BACK_MS = 6_000;

/** How far the screen can be believed; see truth.ts. */
export function useTruth(phase: Phase, current: boolean): Truth {
  const [before, setBefore] = useState<Truth>("sure");
  const truth = nextTruth(before, phase, current);
  useEffect(() => {
    setBefore(truth);
    if (truth !== "back") return;
    const timer = setTimeout(() => setBefore("sure"), SAY_BACK_MS);
    return () => clearTimeout(timer);
  }, [truth]);
  return truth;
}
