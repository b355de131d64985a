import { expect, test } from "vitest";
import { TICKET_HITS, TICKET_SEARCH_MAX } from "../protocol/limits.ts";
import * as finding from "./search-model.ts";
import { ticket } from "./testing/tickets.ts";

const two = finding.searchFor(finding.noSearch(2), "refund");
const asking = finding.searchAsked(finding.searchAsked(two, 0), 1);
const nothingKnown = () => undefined;
const numbers = (search: finding.Search, known: Parameters<typeof finding.hitsOf>[1] = nothingKnown) =>
  finding.hitsOf(search, known).map((t) => t.number);

test("a question goes to every shard once, and only while there is one", () => {
  expect(finding.searchQuestion(finding.noSearch(2), 0)).toBeNull();
  expect([finding.searchQuestion(two, 0), finding.searchQuestion(two, 1)]).toEqual(["refund", "refund"]);
  expect(finding.searchQuestion(asking, 0)).toBeNull();
  expect(finding.searchState(finding.noSearch(2))).toBe("off");
  expect(finding.searchState(asking)).toBe("waiting");
});

test("the same words are the same question; others forget what was found", () => {
  expect(finding.searchFor(asking, " refund ")).toBe(asking);
  const found = finding.searchFound(asking, 0, "refund", [ticket(1)]);
  expect(numbers(finding.searchFor(found, "refunds"))).toEqual([]);
  expect(finding.searchFor(found, "  ").query).toBe("");
});

test("a question is cut to what the server takes, between code points", () => {
  expect([...finding.searchFor(two, "😀".repeat(TICKET_SEARCH_MAX + 5)).query]).toHaveLength(TICKET_SEARCH_MAX);
});

test("an answer to a question of before is passed over", () => {
  const now = finding.searchFor(asking, "invoice");
  expect(finding.searchFound(now, 0, "refund", [ticket(1)])).toBe(now);
});

test("the shards' best ones first, of equal rank the newer one; at most so many", () => {
  let search = finding.searchFound(asking, 0, "refund", [ticket(2), ticket(9)]);
  expect(finding.searchState(search)).toBe("found");
  search = finding.searchFound(search, 1, "refund", [ticket(3), ticket(4), ticket(5)]);
  expect(numbers(search)).toEqual([3, 2, 9, 4, 5]);
  const many = Array.from({ length: TICKET_HITS }, (_, n) => ticket(n + 100));
  expect(numbers(finding.searchFound(search, 1, "refund", many))).toHaveLength(TICKET_HITS);
});

test.each(["42", "№ 42", "#42"])("the ticket with the number of %s is the first", (query) => {
  let search = finding.searchFor(finding.noSearch(2), query);
  search = finding.searchFound(search, 0, query, [ticket(90), ticket(91)]);
  search = finding.searchFound(search, 1, query, [ticket(80), ticket(42)]);
  expect(numbers(search)[0]).toBe(42);
});

test("a hit shows the newest that is known of its ticket", () => {
  const search = finding.searchFound(asking, 0, "refund", [ticket(1, { version: 3, subject: "as found" })]);
  const subject = (version: number) =>
    finding.hitsOf(search, () => ticket(1, { version, subject: "as known" }))[0]?.subject;
  expect([subject(4), subject(2)]).toEqual(["as known", "as found"]);
});

test("nothing found is said when all have answered", () => {
  const half = finding.searchFound(asking, 0, "refund", []);
  expect(finding.searchState(half)).toBe("waiting");
  expect(finding.searchState(finding.searchFound(half, 1, "refund", []))).toBe("none");
});

test("a refusal ends the question under way; asked again, what was found stays in sight", () => {
  const failed = finding.searchFailed(finding.searchFound(asking, 0, "refund", [ticket(1)]), 1);
  expect(finding.searchState(failed)).toBe("failed");
  expect(finding.searchFailed(finding.noSearch(1), 0).answers[0]?.state).toBe("wanted");
  const again = finding.searchAgain(finding.searchAgain(failed, 0), 1);
  expect([finding.searchState(again), numbers(again)]).toEqual(["found", [1]]);
  expect(finding.searchQuestion(again, 0)).toBe("refund");
});

test("a deleted ticket is no hit any more", () => {
  const found = finding.searchFound(asking, 0, "refund", [ticket(1), ticket(2)]);
  const there = finding.searchFound(found, 1, "refund", [ticket(3)]);
  expect(numbers(finding.searchWithout(there, ticket(2).conversationId)).toSorted((a, b) => a - b)).toEqual([1, 3]);
  const nothing = finding.searchWithout(
    finding.searchFound(asking, 0, "refund", [ticket(1)]),
    ticket(1).conversationId,
  );
  expect(finding.searchState(finding.searchFound(nothing, 1, "refund", []))).toBe("none");
});
