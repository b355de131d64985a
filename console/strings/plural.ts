import type { Locale } from "../../protocol/model.ts";

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Picks the form of a word for a number, by the language's own rules (Russian has three for whole numbers). */
export function pluralOf(locale: Locale): (n: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  return (n, forms) => forms[rules.select(n)] ?? forms.other;
}
