import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { terms, words } from "./analysis.ts";
import { analysisHash } from "./analysis-hash.fixture.ts";
import { NASTY_HASH, NASTY_TEXTS } from "./nasty-texts.fixture.ts";

describe("terms", () => {
  it.each([
    ["How do I change my e-mail?", "en", ["chang", "email"]],
    ["Ёлка и ёж не запускаются", "ru", ["елк", "еж", "запуска"]],
    ["café CAFE\u0301", "en", ["cafe", "cafe"]],
    ["sign out", "en", ["sign", "out"]],
    ["don’t pay", "en", ["pai"]],
    ["退款流程", "zh", ["退款", "款流", "流程"]],
    ["iPhone手机", "zh", ["iphone", "手机"]],
    ["đường phố", "vi", ["đường", "phố"]],
    ["½ price", "en", ["1", "2", "price"]],
    ["who are you?", "en", ["who", "ar", "you"]],
    ["__proto__ constructor", "en", ["proto", "constructor"]],
    ["\ud800 \udc00 🙂 … --", "en", []],
    ["Überweisungen an Straße und STRASSE", "de", ["uberwei", "strass", "strass"]],
    ["Passwörter, Rechnung 123456789", "de", ["passwor", "rechnun", "123456789"]],
    ["la contratación, contratacion, contrataciones", "es", ["contrat", "contrat", "contrat"]],
    ["AÑO, pingüino", "es", ["año", "pinguin"]],
    ["ŞİFREMİ, şifre, sifre", "tr", ["sifre", "sifre", "sifre"]],
    ["Işık ISI ısı", "tr", ["isik", "is", "is"]],
    ["ο λογαριασμός, ΛΟΓΑΡΙΑΣΜΟΎ, λογαριασμου", "el", ["λογαρι", "λογαρι", "λογαρι"]],
    ["كِتَاب والكتاب الكتاب كـتـاب", "ar", ["كتاب", "كتاب", "كتاب", "كتاب"]],
    ["إعادة اعاده", "ar", ["اعاد", "اعاد"]],
    ["رقم ١٢٣ ۴۵", "fa", ["رقم", "123", "45"]],
    ["税", "zh", ["税"]],
    ["рароль пapоль cчёт", "ru", ["рарол", "парол", "счет"]],
    ["pass\u200bword pass\u00adword", "en", ["password", "password"]],
    ["h\u0301\u0302\u0303\u0304\u0305i!", "vi", ["h\u0301\u0302\u0303i"]],
  ])("%s (%s)", (text, locale, expected) => {
    expect(terms(text, locale)).toEqual(expected);
  });

  it("keeps й while it folds ё and stress marks", () => {
    expect(words("Йод, замо\u0301к", "ru", 9).map((word) => word.folded)).toEqual(["йод", "замок"]);
  });
});

describe("words", () => {
  it("gives offsets into the text as it stands", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 60 }),
        fc.constantFrom("en", "ru", "zh", "de", "es", "tr", "el", "ar", "vi", "th"),
        (text, locale) => {
          for (const word of words(text, locale, 100)) {
            expect(word.end).toBeGreaterThan(word.start);
            expect(text.slice(word.start, word.end)).toMatch(/[\p{L}\p{N}]/u);
            expect(word.stem).not.toMatch(/[\s"'<>&\\]/);
          }
        },
      ),
    );
  });

  it("is stable under its own folding, so that build and question agree", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        const once = words(text, "en", 100).map((word) => word.folded);
        expect(words(once.join(" "), "en", 100).map((word) => word.folded)).toEqual(once);
      }),
    );
  });

  it("cuts, folds and stems nasty texts as it always did (workerd: analysis.workerd.test.ts)", () => {
    expect(NASTY_TEXTS.length).toBeGreaterThan(200);
    expect(analysisHash()).toBe(NASTY_HASH);
  });

  it("takes time in proportion to a hostile text", () => {
    for (const unit of [
      "a",
      "й",
      "a\u0301",
      "e-",
      "ss",
      "ationational",
      "退",
      "\u0301",
      "1-a",
      "a\u200b",
      "ا\u0640",
      "\u200d",
      "ส\u0e34",
      "aа",
    ]) {
      const start = performance.now();
      words(unit.repeat(20_000), "en", 1_000);
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });
});
