import { describe, expect, test } from "vitest";
import { en, type Strings } from "./en.ts";
import { enLater } from "./en-later.ts";
import { loadStrings, stringsNow } from "./load.ts";
import { ru } from "./ru.ts";

/** Keys with the kind of their values; functions with the number of their arguments. */
function shape(words: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words)
      .map(([key, value]) => [key, typeof value === "function" ? `function/${value.length}` : typeof value] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

function texts(words: object): string[] {
  return Object.values(words).map((value) => (typeof value === "function" ? value(2) : value));
}

describe("both languages", () => {
  const { later, ...panel } = ru;

  test("have the same words", () => {
    expect(shape(panel)).toEqual(shape(en));
    expect(shape(later ?? {})).toEqual(shape(enLater));
  });

  test("leave nothing empty", () => {
    for (const text of [...texts(en), ...texts(enLater), ...texts(panel), ...texts(later ?? {})]) {
      expect(text.trim()).not.toBe("");
    }
  });

  test("Russian is Russian: no Latin words, and the words of the glossary", () => {
    expect([...texts({ ...panel, lang: "" }), ...texts(later ?? {})].join(" ")).not.toMatch(
      /[a-z]{2,}|тикет|кейс|саппорт|Упс/i,
    );
    expect(later).toMatchObject({
      talkToHuman: "Позвать оператора",
      received: "Получено",
      in_progress: "В работе",
      waiting_for_you: "Ждём вашего ответа",
      solved: "Решено",
    });
    expect(`${later?.notSent} ${later?.sendAgain}`).toBe("Не отправлено. Повторить");
    expect(later?.requestNumber(1042)).toBe("Обращение № 1042");
  });
});

describe("plurals", () => {
  test.each([
    [1, "Поддержка, 1 новое сообщение"],
    [2, "Поддержка, 2 новых сообщения"],
    [5, "Поддержка, 5 новых сообщений"],
    [11, "Поддержка, 11 новых сообщений"],
    [21, "Поддержка, 21 новое сообщение"],
  ])("%i", (count, text) => {
    expect(ru.supportUnread(count)).toBe(text);
  });

  test.each([
    [1, "1 сообщение ждёт отправки"],
    [2, "2 сообщения ждут отправки"],
    [5, "5 сообщений ждут отправки"],
  ])("%i unsent", (count, text) => {
    expect(ru.later?.waitUnsent(count)).toBe(text);
  });

  test("English", () => {
    expect([enLater.waitUnsent(1), enLater.waitUnsent(2)]).toEqual([
      "1 message waits to be sent",
      "2 messages wait to be sent",
    ]);
    expect([en.supportUnread(1), en.supportUnread(2)]).toEqual(["Support, 1 new message", "Support, 2 new messages"]);
  });
});

describe("language of the page", () => {
  test.each<[string, Strings]>([
    ["ru", ru],
    ["ru-RU", ru],
    ["RU", ru],
    ["en-GB", en],
    ["de", en],
    ["run", en],
    ["", en],
  ])("%j", async (lang, words) => {
    expect(await loadStrings(lang)).toBe(words);
    expect(stringsNow(lang)).toBe(words);
  });
});
