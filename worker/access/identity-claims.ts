import * as z from "zod";
import {
  ATTRIBUTE_NAME_MAX,
  ATTRIBUTES_MAX,
  CLOCK_TOLERANCE_MS,
  CONTACT_MAX,
  CONTEXT_FIELD_MAX,
  NAME_MAX,
} from "../../protocol/limits.ts";
import type { Person } from "../../protocol/model.ts";

/** Words of the token itself (RFC 7519, 4.1), and those that have a place of their own in a person. */
const NO_ATTRIBUTES = new Set(["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "name", "email", "__proto__"]);

const claims = z.looseObject({
  /** Units of UTF-16: with the name and the e-mail it has to fit into a socket's attachment of 2 KiB. */
  sub: z.string().min(1).max(200),
  exp: z.number(),
  iat: z.number(),
});

/** Who the claims of a token with a good signature name; null: nobody, or from the future. */
export function personOf(payload: unknown, now: number): Person | null {
  const read = claims.safeParse(payload);
  // jose looks at iat only where an age is asked for.
  if (!read.success || read.data.iat * 1000 > now + CLOCK_TOLERANCE_MS) return null;
  const { sub: id, name, email } = read.data;
  const person = { id, name: cut(name, NAME_MAX), email: cut(email, CONTACT_MAX) };
  const attributes = attributesOf(read.data);
  return attributes ? { ...person, attributes } : person;
}

/** The first ATTRIBUTES_MAX of all other claims that are texts, numbers or yes and no, as text; undefined: there are none. */
function attributesOf(all: Record<string, unknown>): Record<string, string> | undefined {
  const kept = Object.entries(all)
    .filter(([name]) => name !== "" && name.length <= ATTRIBUTE_NAME_MAX && !NO_ATTRIBUTES.has(name))
    .map(([name, value]) => [name.toWellFormed(), cut(asText(value), CONTEXT_FIELD_MAX)] as const)
    .filter(([, value]) => value !== "")
    .slice(0, ATTRIBUTES_MAX);
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

function asText(value: unknown): unknown {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}

/** One line of at most so many code points, "" for what is no text. Half a pair of surrogates cannot go into a header. */
function cut(value: unknown, codePoints: number): string {
  if (typeof value !== "string") return "";
  const line = value.toWellFormed().replaceAll(/\s+/g, " ").trim();
  return [...line].slice(0, codePoints).join("");
}
