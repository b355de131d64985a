import type { Expected } from "../worker/kb/model/model-file.ts";

/** Of one built file, named as in the manifest. `isNew`: the manifest before did not name it. */
export type SiteExpected = {
  site: string;
  locale: string;
  file: string;
  articles: number;
  expected: Expected;
  isNew: boolean;
};

const two = (value: number): string => value.toFixed(2);

/** One line for the terminal. */
export function formatExpected({ site, locale, articles, expected }: Omit<SiteExpected, "file" | "isNew">): string {
  const name = `${site}/${locale}`;
  if (articles === 0) return `${name} expected: no articles, every question is escalated to your team`;
  if (!expected.calibrated)
    return `${name} expected: not measured, too few questions in the articles; general thresholds are used`;
  const { answered, asked, escalated } = expected;
  return `${name} expected: ${two(answered)} answered, ${two(asked)} asked back, ${two(escalated)} escalated`;
}
