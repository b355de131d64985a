import { describe, expect, it } from "vitest";
import { SPOKEN } from "../../protocol/model.ts";
import { consentText, consentTexts, spokenLocale } from "./consent-text.ts";

const NAME = { en: "Lumen $& Co", ru: "Люмен" };
const site = (en: string, ru: string) => ({ consent: { en, ru } });

describe("what a visitor agrees to", () => {
  it.each([
    ["the owner's words in that language", site("Yes", "Да"), "ru", "Да"],
    ["else the owner's English ones", site("Yes", ""), "ru", "Yes"],
    ["in a language that owners do not write in, too", site("Yes", "Да"), "de", "Yes"],
    ["with the site's name where they ask for it", site("{site} may", ""), "en", "Lumen $& Co may"],
  ] as const)("is %s", (_, of, spoken, text) => {
    expect(consentText(of, spoken, NAME).text).toBe(text);
  });

  it("is a sentence of our own in every language else, which names the site", () => {
    for (const none of [null, site("", "Только по-русски")]) {
      const texts = SPOKEN.filter((spoken) => none === null || spoken !== "ru").map(
        (spoken) => consentText(none, spoken, NAME).text,
      );
      expect(new Set(texts).size).toBe(texts.length);
      for (const text of texts) expect(text).toMatch(/Lumen \$& Co|Люмен/);
    }
  });

  it("has another version for other words, and the same one for the same", () => {
    const before = consentText(site("Yes", ""), "en", NAME).version;
    expect(consentText(site("Yes", "x"), "de", { en: "Other", ru: "" }).version).toBe(before);
    expect(consentText(site("Yes!", ""), "en", NAME).version).not.toBe(before);
    expect(new Set(consentTexts(null, NAME).map(({ version }) => version)).size).toBe(SPOKEN.length);
  });

  it("is in the language of the reader's tag", () => {
    expect(["de-AT", "ar", "pt-BR", "ru-RU"].map(spokenLocale)).toEqual(["de", "ar", "en", "ru"]);
  });
});
