import { describe, expect, it } from "vitest";
import type { Person, SiteId } from "../../protocol/model.ts";
import { Desk } from "../testing/desk.ts";
import { heldAttributes } from "../visitor/attributes.ts";
import { linkDigest, refusal } from "./admission.ts";
import type { VisitorPeer } from "./attachment.ts";
import { vouched } from "./person.ts";

const ada: Person = { id: "42", name: "Ada", email: "ada@shop.example" };
const visitor = (person?: Person, attributes?: string): VisitorPeer => ({
  role: "visitor",
  siteId: "demo" as SiteId,
  browser: "",
  person,
  attributes,
});
const held = (values: Record<string, string>) => {
  const made = heldAttributes({ ...ada, attributes: values });
  if (!made) throw new Error("no attributes");
  return made;
};

it("who a visitor is comes from the site's signature; nobody becomes somebody else, and nobody is forgotten", () => {
  const { state } = new Desk();
  expect(vouched(state, visitor())).toBe(state);
  const known = vouched(state, visitor(ada));
  expect(known.person).toEqual(ada);
  // Nothing new makes no new state: that would be a row.
  expect(vouched(known, visitor({ ...ada }))).toBe(known);
  expect(vouched(known, visitor())).toBe(known);
  expect(vouched(known, visitor({ ...ada, name: "Ada L." })).person?.name).toBe("Ada L.");
  expect(vouched(known, visitor({ ...ada, id: "43" }))).toBe(known);
});

it("what the site says beside name and e-mail is kept with it, once, and goes when it is said no more", () => {
  const [pro, free] = [held({ plan: "pro", seats: "12" }), held({ plan: "free" })];
  const { state } = new Desk();
  const known = vouched(state, visitor(ada, pro.digest), pro);
  expect(known.person).toEqual({ ...ada, attributes: pro.values });
  expect(vouched(known, visitor(ada, pro.digest))).toBe(known);
  // Others, but the Visitor has not answered: what is known stays, and a new name is taken all the same.
  expect(vouched(known, visitor(ada, free.digest))).toBe(known);
  const renamed = vouched(known, visitor({ ...ada, name: "Ada L." }, free.digest));
  expect(renamed.person).toEqual({ ...ada, name: "Ada L.", attributes: pro.values });
  expect(vouched(known, visitor(ada, free.digest), free).person?.attributes).toEqual(free.values);
  // An older token: what is newest came from the Visitor before.
  const newest = vouched(known, visitor(ada, free.digest), free);
  expect(vouched(newest, visitor(ada, pro.digest), free)).toBe(newest);
  const none = vouched(known, visitor(ada));
  expect(none.person).toEqual(ada);
  expect("attributesDigest" in none).toBe(false);
  // Not another person's.
  expect(vouched(known, visitor({ ...ada, id: "43" }, free.digest), free)).toBe(known);
});

it("the order in which attributes come makes no other ones", () => {
  expect(held({ a: "1", b: "2" }).digest).toBe(held({ b: "2", a: "1" }).digest);
  expect(held({ a: "1", b: "2" }).digest).not.toBe(held({ a: "12", b: "" }).digest);
  expect(heldAttributes(ada)).toBeNull();
});

describe("who may be in a conversation", () => {
  const secret = "s".repeat(26);
  const nobodys = { returnSecret: secret };
  const adas = { person: ada, returnSecret: secret };
  const link = linkDigest(secret);
  const { returnSecret: _, ...withoutLink } = adas;

  it.each<[string, Parameters<typeof refusal>[0], Parameters<typeof refusal>[1], string | null, string | null]>([
    ["nobody's, anonymous", nobodys, {}, null, "identity_required"],
    ["not begun, anonymous", null, {}, null, "identity_required"],
    ["not begun, signed", null, { person: "42" }, null, null],
    ["nobody's, signed", nobodys, { person: "42" }, null, null],
    ["nobody's, by its link", nobodys, { link }, null, "identity_required"],
    ["a person's, by that person", adas, { person: "42" }, null, null],
    ["a person's, anonymous", adas, {}, "unauthorized", "unauthorized"],
    ["a person's, by another", adas, { person: "43" }, "unauthorized", "unauthorized"],
    ["a person's, by another with its link", adas, { person: "43", link }, "unauthorized", "unauthorized"],
    ["a person's, by its link", adas, { link }, null, null],
    ["a person's, by a link of before", adas, { link: linkDigest("t".repeat(26)) }, "unauthorized", "unauthorized"],
    ["a person's, by a link that was revoked", withoutLink, { link }, "unauthorized", "unauthorized"],
    ["a person's, by an empty link", withoutLink, { link: "" }, "unauthorized", "unauthorized"],
  ])("%s", (_, state, holder, usually, enforced) => {
    expect(refusal(state, holder)).toBe(usually);
    expect(refusal(state, holder, true)).toBe(enforced);
    const peer = {
      ...visitor(holder.person === undefined ? undefined : { ...ada, id: holder.person }),
      link: holder.link,
    };
    expect(refusal(state, peer)).toBe(usually);
  });

  it("agents have accounts", () => {
    const agent = { role: "agent", session: "s", agent: { id: "a", name: "A", role: "agent" } } as never;
    for (const state of [null, nobodys, adas]) expect(refusal(state, agent, true)).toBeNull();
  });
});
