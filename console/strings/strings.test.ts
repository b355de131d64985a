import { expect, test } from "vitest";
import { ERRORS } from "../../protocol/errors.ts";
import { ESCALATION_REASONS } from "../../protocol/model.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";

/** Every path with what stands there: "text", or how many arguments a sentence takes. */
function shape(value: unknown, path = ""): string[] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`));
  }
  return [`${path}: ${typeof value === "function" ? `(${value.length})` : "text"}`];
}

test("both languages say the same things", () => {
  expect(shape(ru).toSorted()).toEqual(shape(en).toSorted());
});

test("there are own words for every error code and every reason", () => {
  for (const strings of [en, ru]) {
    expect(Object.keys(strings.errors)).toEqual(expect.arrayContaining(Object.keys(ERRORS)));
    expect(Object.keys(strings.reasons).toSorted()).toEqual([...ESCALATION_REASONS].toSorted());
  }
});

test("Russian is Russian: no Latin words left in, except names of things", () => {
  const texts = (value: unknown): string[] =>
    typeof value === "string"
      ? [value]
      : typeof value === "object" && value !== null
        ? Object.values(value).flatMap(texts)
        : [];
  const names =
    /PNG|JPEG|WebP|GIF|PDF|consent="ask"|user-token|identify\(\)|\{site\}|ES256|P-256|SPKI|PEM|-----BEGIN PUBLIC KEY-----|openssl [^,]*?(?:-pubout|-noout)|element\.\w+\((?:token)?\)|https?:\/\/[\w./]*|https?|help@shop\.example|Deskbell|Cookie|WebSocket|localhost|npm start|`npm run kb -- check`|Set-up|Enter|Markdown|JavaScript|body|Europe\/Moscow|Moscow|Berlin|saas|shop|school|it|\b[JKTR]\b/g;
  for (const text of texts(ru)) expect(text.replaceAll(names, ""), text).not.toMatch(/[A-Za-z]/);
});

test.each([
  [1, "ещё 1", "1 символ"],
  [2, "ещё 2", "2 символа"],
  [5, "ещё 5", "5 символов"],
  [21, "ещё 21", "21 символ"],
])("Russian plurals for %i", (n, more, left) => {
  expect(ru.account.ruleLeft(12, n)).toBe(`Не короче 12 символов: ${more}.`);
  expect(ru.composer.left(n)).toBe(`Осталось: ${left}`);
});

test("a name cannot turn our own words around", () => {
  const said = en.activity({ type: "handed_back", agent: "\u202eanna\u2069" });
  expect(said).toBe("\u2068\u202eanna\u2069 returned it to the bot");
});

test("waiting time in words", () => {
  const at = (days: number, hours: number, minutes: number) => ({ days, hours, minutes });
  expect(en.inbox.waiting(at(0, 0, 12))).toBe("waits 12 min");
  expect(en.inbox.waiting(at(0, 0, 0))).toBe("waits under 1 min");
  expect(en.inbox.waiting(at(0, 2, 5))).toBe("waits 2 h 5 min");
  expect(en.inbox.waiting(at(3, 0, 59))).toBe("waits 3 d");
  expect(ru.inbox.waiting(at(0, 0, 12))).toBe("ждёт 12 мин");
  expect(ru.inbox.waiting(at(3, 4, 0))).toBe("ждёт 3 д 4 ч");
});
