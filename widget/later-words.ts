import type { Strings } from "./strings/en.ts";
import { enLater, type LaterWords } from "./strings/en-later.ts";

/** English comes with the views that load later, other languages bring theirs along. */
export function laterWords({ t }: { t: Strings }): LaterWords {
  return t.later ?? enLater;
}
