import { describe, expect, test } from "vitest";
import { SPOKEN } from "../../protocol/model.ts";
import { words as ar } from "./ar.ts";
import { words as de } from "./de.ts";
import { en, type Strings } from "./en.ts";
import { enAttach } from "./en-attach.ts";
import { enAttachMore } from "./en-attach-more.ts";
import { enConsent } from "./en-consent.ts";
import { enErase } from "./en-erase.ts";
import { enLater as enOften } from "./en-later.ts";
import { enMask } from "./en-mask.ts";
import { enRequest } from "./en-request.ts";
import { words as es } from "./es.ts";
import { loadStrings, stringsNow } from "./load.ts";
import { words as ru } from "./ru.ts";

/** English has them in several files, the other languages in one. */
const enLater = { ...enOften, ...enAttachMore, ...enAttach, ...enConsent, ...enErase, ...enMask, ...enRequest };
const OTHERS: Record<string, Strings> = { ru, de, es, ar };

/** Keys with the kind of their values; functions with the number of their arguments. */
function shape(words: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words)
      .map(([key, value]) => [key, typeof value === "function" ? `function/${value.length}` : typeof value] as const)
      .sort(([a], [b]) => a.localeCompare(b)),
  );
}

/** What stands in place of numbers and names is in no language. */
function entries(words: object): [key: string, text: string][] {
  return Object.entries(words).map(([key, value]) => [key, typeof value === "function" ? value(7) : value]);
}

function allOf({ later, ...panel }: Strings): [key: string, text: string][] {
  const shown = entries(panel).filter(([key]) => key !== "lang" && key !== "dir");
  return [...shown, ...entries(later ?? {})];
}
const textOf = (words: Strings): string =>
  allOf(words)
    .map(([, text]) => text)
    .join("\n");

describe.each(Object.entries(OTHERS))("%s", (code, words) => {
  test("has the same words as English", () => {
    const { later, ...panel } = words;
    expect(shape(panel)).toEqual(shape(en));
    expect(shape(later ?? {})).toEqual(shape(enLater));
    expect(words.lang).toBe(code);
    expect(words.dir).toBe(code === "ar" ? "rtl" : "ltr");
  });

  test("leaves nothing empty, nothing loud, and nothing in English", () => {
    const english = new Map([...entries(en), ...entries(enLater)]);
    // The same in both languages.
    const alike = new Set(["de supportName", "de bot", "es bot", "es sayNo"]);
    for (const [key, text] of allOf(words)) {
      expect(text.trim(), key).not.toBe("");
      expect(text, key).toBe(text.trim());
      expect(text, key).not.toMatch(/[\u2013\u2014{}]|undefined|\$/);
      if (!alike.has(`${code} ${key}`)) expect(text, key).not.toBe(english.get(key));
    }
  });

  test("says the number or the name that it is given", () => {
    for (const group of [words, words.later ?? {}]) {
      for (const [key, value] of Object.entries(group)) {
        if (typeof value !== "function") continue;
        const isName = /^(answering|isTyping)$/.test(key);
        const said = isName ? value("Ada") : value(7);
        expect(said, key).toContain(isName ? "Ada" : "7");
      }
    }
  });
});

test("English leaves nothing empty", () => {
  for (const [key, text] of [...entries(en), ...entries(enLater)]) expect(text.trim(), key).not.toBe("");
});

describe("no word of another language is left", () => {
  test("Russian is Russian: no Latin words, and the words of the glossary", () => {
    expect(textOf(ru)).not.toMatch(/[a-z]{2,}|тикет|кейс|саппорт|Упс/i);
    expect(ru.later).toMatchObject({
      talkToHuman: "Позвать оператора",
      received: "Получено",
      in_progress: "В работе",
      waiting_for_you: "Ждём вашего ответа",
      solved: "Решено",
    });
    expect(`${ru.later?.notSent} ${ru.later?.sendAgain}`).toBe("Не отправлено. Повторить");
    expect(ru.later?.requestNumber(1042)).toBe("Обращение № 1042");
  });

  test("Arabic is written in Arabic letters and no other, with the signs of Arabic", () => {
    expect(textOf(ar)).not.toMatch(/[A-Za-z\u0400-\u04ff]/);
    expect(textOf(ar)).not.toMatch(/[,;?]/);
    // Persian and Urdu letters look alike and are others.
    expect(textOf(ar)).not.toMatch(/[\u06a9\u06cc\u06c1]/);
  });

  test("German and Spanish have Latin letters, and none of English's small words", () => {
    for (const words of [de, es]) {
      expect(textOf(words)).not.toMatch(/[\u0400-\u04ff\u0600-\u06ff]/);
      expect(textOf(words)).not.toMatch(/\b(the|and|your|you|this|with|of|to|is|are|our|not)\b/i);
    }
    expect(textOf(de)).not.toMatch(/\b(y|el|la|los|para|una?|su|con)\b/i);
    expect(textOf(es)).not.toMatch(/\b(und|der|die|das|ist|Sie|nicht|ein|eine|mit)\b/);
  });
});

describe("is polite", () => {
  test("German: Sie, with a capital letter", () => {
    expect(textOf(de)).not.toMatch(/\b(du|dich|dir|dein\w*|sie|ihr|ihnen)\b/);
    expect(textOf(de)).not.toMatch(/\b(Du|Dein\w*)\b|ticket/i);
  });

  test("Spanish: usted", () => {
    expect(textOf(es)).not.toMatch(/\b(tú|tus?|te|ti|escribe|envía|haz|ayudarte|puedes|tienes|quieres)\b/i);
    expect(textOf(es)).not.toMatch(/ticket/i);
    // A question has two marks.
    expect(textOf(es).match(/¿/g)?.length).toBe(textOf(es).match(/\?/g)?.length);
  });

  test("Arabic: the standard language, without the words of one country", () => {
    expect(textOf(ar)).not.toMatch(/(^|\s)(إيه|ايه|ليش|ليه|شو|عايز|بدك|دلوقتي|هلق|مش|مو)(\s|$)|تذكرة/m);
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

  test("German", () => {
    expect([0, 1, 2, 21].map((count) => de.supportUnread(count))).toEqual([
      "Support, 0 neue Nachrichten",
      "Support, 1 neue Nachricht",
      "Support, 2 neue Nachrichten",
      "Support, 21 neue Nachrichten",
    ]);
    expect([1, 2].map((count) => de.later?.waitUnsent(count))).toEqual([
      "1 Nachricht wartet auf das Senden",
      "2 Nachrichten warten auf das Senden",
    ]);
  });

  test("Spanish", () => {
    expect([0, 1, 2, 21].map((count) => es.countFound(count))).toEqual([
      "0 artículos encontrados",
      "1 artículo encontrado",
      "2 artículos encontrados",
      "21 artículos encontrados",
    ]);
  });

  test.each([
    [0, "الدعم، لا رسائل جديدة"],
    [1, "الدعم، رسالة جديدة واحدة"],
    [2, "الدعم، رسالتان جديدتان"],
    [3, "الدعم، 3 رسائل جديدة"],
    [10, "الدعم، 10 رسائل جديدة"],
    [11, "الدعم، 11 رسالة جديدة"],
    [99, "الدعم، 99 رسالة جديدة"],
    [100, "الدعم، 100 رسالة جديدة"],
    [102, "الدعم، 102 رسالة جديدة"],
    [103, "الدعم، 103 رسائل جديدة"],
    [111, "الدعم، 111 رسالة جديدة"],
  ])("Arabic %i", (count, text) => {
    expect(ar.supportUnread(count)).toBe(text);
  });

  test.each(Object.entries({ ...OTHERS, en: { ...en, later: enLater } }))("%s by the rules of CLDR", (code, words) => {
    const rules = new Intl.PluralRules(code);
    for (const say of [words.supportUnread, words.countFound, words.later?.waitUnsent ?? String]) {
      /** The words around the number, of each category: one form each. */
      const forms = new Map<string, string>();
      for (let count = 0; count < 250; count++) {
        const form = say(count).replace(String(count), "#");
        const category = rules.select(count);
        expect(form, `${count} is ${category}`).toBe(forms.get(category) ?? form);
        forms.set(category, form);
      }
      expect([...forms.keys()].sort()).toEqual(
        rules
          .resolvedOptions()
          .pluralCategories.filter((one) => forms.has(one))
          .sort(),
      );
      // "Artikel" is one and many.
      if (!(code === "de" && say === words.countFound)) expect(forms.get("one")).not.toBe(forms.get("other"));
    }
  });
});

describe("language of the page", () => {
  test.each<[string, Strings]>([
    ["ru", ru],
    ["ru-RU", ru],
    ["RU", ru],
    ["en-GB", en],
    ["de", de],
    ["de-AT", de],
    ["DE-ch", de],
    ["es-419", es],
    ["ar-EG", ar],
    ["ar", ar],
    ["fr", en],
    ["run", en],
    ["arn", en],
    ["constructor", en],
    ["", en],
  ])("%j", async (lang, words) => {
    expect(await loadStrings(lang)).toBe(words);
    expect(stringsNow(lang)).toBe(words);
  });

  test("every language that is spoken has its words", async () => {
    for (const code of SPOKEN) expect((await loadStrings(code)).lang).toBe(code);
  });
});
