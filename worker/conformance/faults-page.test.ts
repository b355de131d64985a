import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { ROOT } from "../../scripts/paths.ts";

/** Faults that the design lists, by number. */
const FAULTS = [
  1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 19, 20, 21, 23, 24, 25, 27, 28, 29, 31, 32, 33, 35, 36, 37, 39, 40, 41,
  43, 44, 45, 47, 48, 49,
];

const page = readFileSync(`${ROOT}docs/faults.md`, "utf8");
const rows = new Map(
  [...page.matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(([, number, row = ""]) => [
    Number(number),
    row.split(" | ").at(-1) ?? "",
  ]),
);
/** Each file, with the names that stand behind it up to the next file. */
const cited = [
  ...page.matchAll(/`((?:worker|client|e2e|scripts|bench)\/[\w./-]+)`((?:: "[^"]+"(?:, "[^"]+")*)?)/g),
].flatMap(([, file = "", names = ""]) => {
  const quoted = [...names.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name);
  return quoted.length > 0 ? quoted.map((name) => ({ file, name })) : [{ file, name: "" }];
});

it("every fault has a row, and says which test covers it or why none does", () => {
  expect([...rows.keys()]).toEqual(FAULTS);
  for (const [number, row] of rows) {
    expect(/`[\w./-]+\.ts`|none yet, because /.test(row), `fault ${number}`).toBe(true);
  }
});

it("files and names exist", () => {
  expect(cited.length).toBeGreaterThan(FAULTS.length);
  const missing = cited.filter(
    ({ file, name }) => !existsSync(`${ROOT}${file}`) || !readFileSync(`${ROOT}${file}`, "utf8").includes(name),
  );
  expect(missing).toEqual([]);
});
