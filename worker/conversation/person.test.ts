import { expect, it } from "vitest";
import type { Person, SiteId } from "../../protocol/model.ts";
import { Desk } from "../testing/desk.ts";
import { vouched } from "./person.ts";

const ada: Person = { id: "42", name: "Ada", email: "ada@shop.example" };
const visitor = (person?: Person) => ({ role: "visitor", siteId: "demo" as SiteId, browser: "", person }) as const;

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
