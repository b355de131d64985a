import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { words } from "./analysis.ts";
import { type Knows, repairTyping } from "./typing.ts";

/** Knows the words of this text, in all their forms. */
const knowing = (locale: string, text: string): Knows => {
  const stems = new Set(words(text, locale, Number.POSITIVE_INFINITY).map((word) => word.stem));
  return (_folded, stem) => stems.has(stem);
};
const BASES: Record<string, Knows> = {
  ru: knowing(
    "ru",
    "пароль сбросить оплатить подписку удалить пользователь щётка делать настоящее время школа подъезд эхо API возврат заказ",
  ),
  en: knowing("en", "reset password login invoice account refund site user checkout shipping pay"),
};
const repair = (locale: string, text: string) => repairTyping(text, locale, BASES[locale] ?? (() => false));

describe("repairTyping reads", () => {
  it.each([
    ["ru", "gfhjkm", "пароль", "layout"],
    ["ru", "GFHJKM!!!", "ПАРОЛЬ!!!", "layout"],
    ["ru", "rfr c,hjcbnm gfhjkm?", "как сбросить пароль?", "layout"],
    ["ru", "Elfkbnm gjkmpjdfntkz.", "Удалить пользователя.", "layout"],
    ["ru", "gjl]tpl 'nj '[j", "подъезд это эхо", "layout"],
    ["ru", "kak oplatit podpisku", "как оплатит подписку", "translit"],
    ["ru", "udalit' polzovatelya", "удалить пользователя", "translit"],
    ["ru", "4to delat s podpiskoj", "что делать с подпиской", "translit"],
    ["ru", "shchyotka, schetka, wkola", "щетка, щетка, школа", "translit"],
    ["ru", "nastoyaschee vremya", "настоящее время", "translit"],
    ["ru", "nastojashhee vremja", "настоящее время", "translit"],
    ["ru", "апи", "api", "translit"],
    ["en", "куыуе зфыыцщкв", "reset password", "layout"],
    ["en", "ш вщтэе зфн", "i don't pay", "layout"],
    ["en", "ресет пассворд", "reset password", "translit"],
    ["en", "рефанд инвойс аккаунт", "refund invoice account", "translit"],
    ["en", "юзер логин чекаут шиппинг сайт", "user login checkout shipping site", "translit"],
  ])("%s: %s as %s", (locale, from, to, kind) => {
    expect(repair(locale, from)).toEqual({ text: to, corrections: [{ from, to, kind }] });
  });
});

describe("repairTyping", () => {
  it.each([
    ["ru", "reset gfhjkm", "reset пароль", "gfhjkm"],
    ["ru", "КАК СБРОСИТЬ GFHJKM", "КАК СБРОСИТЬ ПАРОЛЬ", "GFHJKM"],
    ["en", "please куыуе it", "please reset it", "куыуе"],
    ["ru", "zakaz  AB-1234,\nvozvrat", "заказ  AB-1234,\nвозврат", "zakaz|vozvrat"],
  ])("%s: corrects only the words that need it: %s", (locale, text, expected, from) => {
    const repaired = repair(locale, text);
    expect(repaired.text).toBe(expected);
    expect(repaired.corrections.map((correction) => correction.from).join("|")).toBe(from);
  });

  it.each([
    ["ru", "как сбросить пароль"],
    ["ru", "how do I get my money back"],
    ["ru", "Что такое хуэйуэй?"],
    ["ru", "b"],
    ["ru", "ivan@mail.ru"],
    ["ru", "https://example.com/vozvrat"],
    ["en", "как сбросить пароль"],
    ["en", "how do I reset my password?"],
    ["en", "xyzzy plugh"],
    ["en", "🙂 \ud800 \u200b"],
    ["en", ""],
  ])("%s: leaves alone: %s", (locale, text) => {
    expect(repair(locale, text)).toEqual({ text, corrections: [] });
  });

  it("keeps addresses in a text that it reads as a whole", () => {
    expect(repair("ru", "moy zakaz ivan.petrov@mail.ru vozvrat").text).toBe("мой заказ ivan.petrov@mail.ru возврат");
  });

  it("reads later words of a long text as the first ones say", () => {
    const text = Array.from({ length: 300 }, (_, i) => `gfhjkm${"!".repeat(i % 100)}`).join(" ");
    expect(repair("ru", text).text).not.toMatch(/[a-z]/);
  });

  it("never throws, is deterministic, and names what it changed", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.string({ unit: fc.constantFrom(..."gfhjkm пароль'[,.46y"), maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom("en", "ru", "zh", "tr"), (typed, locale) => {
        const knows = knowing("ru", "пароль пой йога");
        const repaired = repairTyping(typed, locale, knows);
        expect(repairTyping(typed, locale, knows)).toEqual(repaired);
        if (repaired.corrections.length === 0) expect(repaired.text).toBe(typed);
        for (const { from, to } of repaired.corrections) {
          expect(from).not.toBe(to);
          expect(typed.replaceAll(/\s+/g, " ")).toContain(from);
          expect(repaired.text.replaceAll(/\s+/g, " ")).toContain(to);
        }
      }),
    );
  });

  it("asks for a bounded number of words, however long and ambiguous the text", () => {
    let asked = 0;
    const text = Array.from({ length: 2_000 }, (_, i) => `shchyoya${"яюшщ".repeat(i % 9)}ye${i}`).join(" ");
    for (const hostile of [
      text,
      "y".repeat(10_000),
      "ш".repeat(10_000),
      "'".repeat(10_000),
      "[,.;".repeat(3_000),
      "sch ".repeat(3_000),
    ])
      repairTyping(hostile, "ru", () => {
        asked += 1;
        return false;
      });
    expect(asked).toBeLessThan(20_000);
  });
});
