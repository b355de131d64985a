import { createHash } from "node:crypto";
import type { Person } from "../../protocol/model.ts";
import type { HeldAttributes } from "../conversation/person.ts";

/** As the Visitor keeps them; null: the site says nothing beside name and e-mail. The order in which they came does not count. */
export function heldAttributes({ attributes }: Person): HeldAttributes | null {
  if (!attributes) return null;
  const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const digest = createHash("sha256").update(JSON.stringify(sorted)).digest("base64url").slice(0, 16);
  return { digest, values: attributes };
}
