import { expect, it } from "vitest";
import type { Person } from "../../protocol/model.ts";
import { boris, Desk } from "../testing/desk.ts";
import { identify } from "./turn-identity.ts";

const ada: Person = { id: "42", name: "Ada", email: "ada@shop.example" };
const pro = { digest: "d", values: { plan: "pro" } };

function world(desk: Desk) {
  const { state, now } = desk;
  const heads = { public: desk.of("public").length, internal: desk.of("internal").length };
  return { now, state, transcript: { heads, find: () => null, recent: () => [] } };
}

it("makes a conversation a person's; agents read when, by the best name there is", () => {
  const desk = new Desk();
  desk.says("hello");
  for (const [person, name] of [
    [ada, "Ada"],
    [{ ...ada, name: "" }, "ada@shop.example"],
    [{ ...ada, name: "", email: "" }, "42"],
  ] as const) {
    const joined = identify(person, pro, world(desk));
    expect(joined?.state).toEqual({
      ...desk.state,
      person: { ...person, attributes: pro.values },
      attributesDigest: "d",
    });
    expect(joined?.entries).toEqual([
      {
        stream: "internal",
        seq: 1,
        at: desk.now,
        author: { kind: "system" },
        body: { kind: "activity", activity: { type: "identified", person: name } },
      },
    ]);
    expect(joined?.sync).toBe(false);
  }
});

it("tells the Inbox of a ticket, whose version has risen", () => {
  const desk = new Desk();
  desk.says("?asked_for_human");
  desk.claims(boris);
  expect(identify(ada, null, world(desk))?.sync).toBe(true);
});

it("the same again is nothing; a newer name is no new moment, and nothing to tell the Inbox", () => {
  const desk = new Desk();
  desk.says("?asked_for_human");
  desk.state = identify(ada, null, world(desk))?.state ?? desk.state;
  expect(identify({ ...ada }, null, world(desk))).toBeNull();
  const renamed = identify({ ...ada, name: "Ada L." }, pro, world(desk));
  expect(renamed).toMatchObject({ entries: [], sync: false, state: { person: { name: "Ada L." } } });
});
