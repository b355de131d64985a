import type { Strings } from "./strings/en.ts";
import { enLater, type LaterStrings } from "./strings/en-later.ts";

/** English comes with the views that load later, other languages bring theirs along. */
export function laterWords({ t }: { t: Strings }): LaterStrings {
  return t.later ?? enLater;
}
