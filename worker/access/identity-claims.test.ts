import { expect, it } from "vitest";
import { ATTRIBUTE_NAME_MAX, ATTRIBUTES_MAX, CONTEXT_FIELD_MAX } from "../../protocol/limits.ts";
import { personOf } from "./identity-claims.ts";

const NOW = 1_800_000_000_000;
const good = { sub: "42", aud: "demo", iat: NOW / 1000, exp: NOW / 1000 + 300 };
const attributes = (more: object) => personOf({ ...good, ...more }, NOW)?.attributes;

it("takes all other claims that are texts, numbers or yes and no, as text", () => {
  const said = {
    plan: "Pro\n now",
    seats: 12,
    rate: 0.5,
    trial: false,
    admin: true,
    name: "Ada",
    email: "a@b.example",
  };
  expect(attributes(said)).toEqual({ plan: "Pro now", seats: "12", rate: "0.5", trial: "false", admin: "true" });
  const registered = { iss: "shop", nbf: 1, jti: "j" };
  expect(attributes({ ...registered, groups: ["a"], address: { city: "x" }, gone: null, blank: " " })).toBeUndefined();
  expect("attributes" in (personOf(good, NOW) ?? {})).toBe(false);
});

it("keeps to the limits: so many, so long a name, so long a value", () => {
  const many = Object.fromEntries(Array.from({ length: ATTRIBUTES_MAX + 5 }, (_, n) => [`a${n}`, n]));
  expect(Object.keys(attributes(many) ?? {})).toEqual(Object.keys(many).slice(0, ATTRIBUTES_MAX));
  const [fits, long] = ["x".repeat(ATTRIBUTE_NAME_MAX), "x".repeat(ATTRIBUTE_NAME_MAX + 1)];
  expect(attributes({ [fits]: 1, [long]: 2, "": 3 })).toEqual({ [fits]: "1" });
  expect([...(attributes({ text: "😀".repeat(CONTEXT_FIELD_MAX + 1) })?.text ?? "")]).toHaveLength(CONTEXT_FIELD_MAX);
});

it("a name that means something to JavaScript means nothing", () => {
  const payload = JSON.parse(
    `{"__proto__":{"admin":"yes"},"constructor":"c","toString":"t","sub":"42","iat":1,"exp":2}`,
  );
  const person = personOf(payload, NOW);
  expect(Object.entries(person?.attributes ?? {})).toEqual([
    ["constructor", "c"],
    ["toString", "t"],
  ]);
  expect(({} as { admin?: string }).admin).toBeUndefined();
  expect((person as { admin?: string } | null)?.admin).toBeUndefined();
});
