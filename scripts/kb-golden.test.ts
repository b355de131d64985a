import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { article, ENGLISH } from "../worker/kb/sample.fixture.ts";
import { buildKnowledgeBase } from "./kb-build.ts";
import { checkInFull } from "./kb-check-in-full.ts";
import { diffFolders } from "./kb-diff-folders.ts";
import { goldenQuestions } from "./kb-golden.ts";
import { formatGolden, readGolden, runGolden } from "./kb-golden-run.ts";
import { openVersion } from "./kb-version.ts";
import { ROOT } from "./paths.ts";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "deskbell-golden-"));
});
afterEach(() => rm(dir, { recursive: true }));

const put = async (path: string, text: string): Promise<string> => {
  const file = join(dir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return file;
};
const lines = (...rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const PASSWORD = { question: "I forgot my password", article: "account/password" };
const CANCEL = { question: "stop my subscription", article: "billing/cancel" };
const FOREIGN = { question: "which planets have rings", article: null };

/** The sample shop at `<folder>/shop`, with some texts replaced or, null, left out. */
async function shop(folder: string, changed: Record<string, string | null> = {}): Promise<string> {
  for (const [id, text] of Object.entries({ ...ENGLISH, ...changed }))
    if (text !== null) await put(`${folder}/shop/en/${id}.md`, text.replace(/^related: .*\n/m, ""));
  return join(dir, folder);
}
const faultsOf = async (...rows: object[]): Promise<string[]> => {
  const folder = await shop("faq");
  const file = await put("faq/golden.en.jsonl", lines(...rows));
  const { questions, faults } = await readGolden(folder);
  expect(faults).toEqual([]);
  const run = await runGolden(questions, await openVersion(folder));
  return run.faults.map((fault) => `${fault.file === file ? "golden" : fault.file}:${fault.line}: ${fault.reason}`);
};

it("reads lines of both kinds, and names bad ones", () => {
  const { questions, faults } = goldenQuestions(
    `${lines(PASSWORD, { query: "где счёт", expected: ["a/b", "a/c"], id: 1, kind: "in" }, { ...FOREIGN, site: "shop", locale: "de" })}\n{\n${lines(
      { question: " ", article: null },
      { question: "x" },
      { question: "x", article: null, miss: false },
      { question: "x", article: null, expected: null },
    )}`,
    "some/questions.jsonl",
  );
  expect(questions.map(({ articles, locale, site, line }) => [articles, locale, site, line])).toEqual([
    [["account/password"], "en", undefined, 1],
    [["a/b", "a/c"], "ru", undefined, 2],
    [null, "de", "shop", 3],
  ]);
  expect(faults.map(({ line, reason }) => [line, reason])).toEqual([
    [5, "is not JSON"],
    [6, "question: is empty"],
    [7, "article: an article id, a list of them, or null expected"],
    [8, "miss: true expected, or leave it out"],
    [9, 'Unrecognized key: "expected"'],
  ]);
  expect(goldenQuestions(lines(PASSWORD), "faq/golden.pt-BR.jsonl").questions[0]?.locale).toBe("pt-BR");
});

it("holds what holds, and tells what does not", async () => {
  expect(await faultsOf(PASSWORD, CANCEL, FOREIGN, { ...PASSWORD, answer: true })).toEqual([]);
  const [wrong, foreign, unknown, site] = await faultsOf(
    { ...PASSWORD, article: "billing/cancel" },
    { ...PASSWORD, article: null },
    { ...PASSWORD, article: "account/pasword" },
    { ...PASSWORD, site: "blog" },
  );
  expect(wrong).toMatch(
    /^golden:1: "I forgot my password": billing\/cancel expected, but the bot answered account\/password \([01]\.\d\d\)$/,
  );
  expect(foreign).toContain("no answer expected, but the bot answered account/password");
  expect(unknown).toBe('golden:3: "I forgot my password": there is no article account/pasword in shop/en');
  expect(site).toContain("there is no site blog in");
});

it("an article that calls a person is answered by that", async () => {
  expect(await faultsOf({ question: "your driver damaged my car", article: "legal/complaint", answer: true })).toEqual(
    [],
  );
});

it("keeps a known miss quiet until it holds", async () => {
  const miss = { question: "which planets have rings", article: "billing/invoice", miss: true };
  expect(await faultsOf(miss)).toEqual([]);
  expect(await faultsOf({ ...PASSWORD, miss: true })).toEqual([
    'golden:1: "I forgot my password": holds now: remove "miss" from the line',
  ]);
});

it("is part of the check", async () => {
  const folder = await shop("faq");
  expect((await checkInFull(folder)).golden).toBe("");
  const file = await put("faq/golden.en.jsonl", `nonsense\n${lines(PASSWORD, { ...CANCEL, article: null }, FOREIGN)}`);
  const { problems, golden } = await checkInFull(folder);
  expect(golden).toBe(
    "Golden questions: 3 (1 answered, 0 offered to choose, 1 rightly not answered, 1 not as they should be)",
  );
  const told = problems.filter(({ kind }) => kind === "golden question");
  expect(told.map(({ level, file: where, line }) => [level, where, line])).toEqual([
    ["warning", file, 1],
    ["warning", file, 3],
  ]);
  expect((await buildKnowledgeBase({ from: folder, out: join(dir, "out"), help: null })).problems).toEqual(
    problems.filter(({ kind }) => kind === "missing translation" || kind === "category"),
  );
});

it("compares two versions: what is lost, what is better, what is the same", async () => {
  const old = await shop("old");
  const now = await shop("now", {
    "account/password": null,
    "space/rings": article("Which planets have rings", ["rings of planets", "which planets have rings"], "Saturn."),
    "team/holidays": article("Holidays", ["when do you close for holidays"], "In August."),
  });
  await put("old/golden.en.jsonl", lines(CANCEL));
  await put("now/golden.en.jsonl", lines(PASSWORD, PASSWORD, CANCEL, FOREIGN));
  const more = await put("more.jsonl", lines({ query: "when do you close for holidays", expected: "team/holidays" }));
  const { lost, said } = await diffFolders(old, now, [more]);
  expect(lost).toBe(2);
  expect(said).toContain("4 questions: 1 same, 1 better, 2 lost");
  expect(said).toMatch(/^lost {4}I forgot my password\n {8}wanted {2}account\/password {2}\(.*golden\.en\.jsonl:1\)\n/);
  expect(said).toMatch(
    /lost {4}which planets have rings\n.*wanted {2}no answer.*\n.*\n {8}now {5}answered space\/rings/,
  );
  expect(said).toMatch(/better {2}when do you close for holidays\n.*\n.*\n {8}now {5}answered team\/holidays/);
  expect(await diffFolders(now, now, [])).toEqual({ lost: 0, said: "3 questions: 3 same, 0 better, 0 lost" });

  await buildKnowledgeBase({ from: old, out: join(dir, "built"), help: null });
  for (const built of [join(dir, "built"), join(dir, "built/kb")])
    expect((await diffFolders(built, now, [more])).lost).toBe(2);
  await rm(join(now, "golden.en.jsonl"));
  expect((await diffFolders(old, now, [])).said).toBe("1 question: 1 same, 0 better, 0 lost");
});

it("says why two versions cannot be compared", async () => {
  const old = await shop("old");
  const failure = (...files: string[]) => diffFolders(old, old, files).then(String, (error: Error) => error.message);
  expect(await failure()).toContain("there is nothing to ask: no golden.<locale>.jsonl in");
  const bad = await put("bad.jsonl", "{}\n");
  expect(await failure(bad)).toContain(`${bad}:1: question: text expected`);
  const good = await put("good.jsonl", lines(PASSWORD));
  await put("old/blog/en/a/b.md", article("B", ["q"], "x"));
  expect(await failure(good)).toContain("several sites");
  await put("old/blog/en/a/b.md", "broken");
  expect(await failure(good)).toContain("blog/en/a/b.md:1: front matter expected");
});

/** The articles that come with Deskbell; each language of a site is built once for all tests. */
const shipped = openVersion(`${ROOT}kb-content`);

it.each([
  ["en", undefined, 60],
  ["ru", undefined, 60],
  ["en", "deskbell", 40],
  ["ru", "deskbell", 40],
] as const)(
  "golden questions in %s hold on the articles that come with Deskbell (site %s)",
  async (locale, site, least) => {
    const { questions, faults } = await readGolden(`${ROOT}kb-content`);
    const own = questions.filter((question) => question.locale === locale && question.site === site);
    const run = await runGolden(own, await shipped);
    const told = [...faults, ...run.faults].map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
    expect(told, formatGolden(run)).toEqual([]);
    expect(own.length).toBeGreaterThanOrEqual(least);
    expect(own.filter(({ articles }) => articles === null).length).toBeGreaterThanOrEqual(15);
  },
);
