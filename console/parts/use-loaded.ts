import { useCallback, useEffect, useState } from "preact/hooks";
import type { Answer, Trouble } from "../api.ts";
import { sessionEnded } from "../session.ts";

export type Loaded<T> = { value: T | null; trouble: Trouble | null; again: () => void };

/** What the server says, asked when the component appears and when `ask` changes (so it must be stable between). */
export function useLoaded<T>(ask: () => Promise<Answer<T>>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    setTrouble(null);
    void ask().then((answer) => {
      // Another question was asked meanwhile, or nobody looks any more.
      if (!wanted) return;
      if (answer.kind === "ok") setValue(answer.value);
      else if (answer.code === "unauthorized") sessionEnded();
      else setTrouble(answer.code);
    });
    return () => {
      wanted = false;
    };
  }, [ask, round]);
  return { value, trouble, again: useCallback(() => setRound((n) => n + 1), []) };
}
