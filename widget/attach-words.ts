import type { Strings } from "./strings/en.ts";
import { type AttachStrings, enAttach } from "./strings/en-attach.ts";

/** English comes with this file, other languages bring theirs along. */
export function attachWords({ t }: { readonly t: Strings }): AttachStrings {
  return t.later ?? enAttach;
}
