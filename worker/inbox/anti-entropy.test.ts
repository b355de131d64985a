import { expect, it } from "vitest";
import { ticketUpsert } from "../testing/ticket-upsert.ts";
import { isNews } from "./anti-entropy.ts";

it.each([
  ["", "", 2, true],
  ["", "", 1, false],
  // A row from before epochs were told, whatever its version.
  ["", "1_700.g2", 1, true],
  ["1_700.g2", "1_700.g2", 1, false],
  ["1_700.g2", "1_700.g2", 2, true],
  ["1_700.g2", "1_700", 1, true],
  // No order: the greater text is not the newer one.
  ["9", "1_700.g2", 1, true],
])("a row of generation %j, version 1, told of %j, version %i: news %s", (generation, told, version, news) => {
  expect(isNews({ version: 1, generation }, ticketUpsert(1, { generation: told, version }))).toBe(news);
});
