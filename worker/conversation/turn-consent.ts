import type { Consent } from "../../protocol/model.ts";
import type { World } from "./turn-types.ts";

/**
 * What is to be stored of "I agree": null where nothing was said, or the same words were agreed to before. "outdated": the version is none
 * of the present texts, so nobody knows what was agreed to.
 */
export function consentOf(
  version: string | undefined,
  { state, consents, now }: Pick<World, "state" | "consents" | "now">,
): Consent | "outdated" | null {
  if (version === undefined || version === state.consent?.version) return null;
  const present = consents.find((one) => one.version === version);
  return present ? { ...present, at: now } : "outdated";
}
