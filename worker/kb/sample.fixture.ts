import { type KnowledgeBase, openKnowledgeBase } from "./knowledge-base.ts";
import { buildFile } from "./source/build-file.ts";
import { compile } from "./source/compile.ts";
import { formatReason } from "./source/problem.ts";

/** Front matter and body of one article, for tests. */
export const article = (title: string, questions: readonly string[], body: string, extra = ""): string => {
  const list =
    questions.length === 0 ? "" : `questions:\n${questions.map((q) => `  - ${JSON.stringify(q)}\n`).join("")}`;
  return `---\ntitle: ${JSON.stringify(title)}\n${list}updated: 2026-11-21\n${extra}---\n${body}\n`;
};

/** Not a hash to trust, but enough to name a file in a test. */
export const testHash = (bytes: Uint8Array): string => {
  let hash = 7;
  for (const byte of bytes) hash = (hash * 31 + byte) % 0xffff_ffff;
  return hash.toString(16).padStart(16, "0").repeat(4);
};

/** Builds and opens `texts` (`<category>/<slug>` → file text) as site "demo". Throws on any error in them. */
export function openSample(texts: Readonly<Record<string, string>>, locale = "en"): KnowledgeBase {
  return openKnowledgeBase(packSample(texts, locale));
}

export function packSample(texts: Readonly<Record<string, string>>, locale = "en"): Uint8Array {
  const files = Object.entries(texts).map(([id, text]) => ({
    path: `demo/${locale}/${id}.md`,
    bytes: text.length,
    text,
  }));
  const { sites, problems } = compile(files, "kb");
  const error = problems.find((problem) => problem.level === "error");
  if (error !== undefined) throw new Error(formatReason(error));
  return buildFile("demo", locale, sites[0]?.locales.get(locale) ?? [], testHash).bytes;
}

const LONG = `The invoice comes by e-mail on the first day of every month, and it is kept in your account.

## Another address

Open **Billing** and choose *Invoice address*. Then:

1. Enter the company's name.
2. Enter the tax number.
3. Press **Save**; the next invoice carries it.

## A lost invoice

${"Every invoice stays in the archive of your account for ten years, sorted by month. ".repeat(6)}

Old invoices from before the year 2020 are kept on paper; our bookkeeping copies them for you.`;

/** A shop's help in five articles. */
export const ENGLISH = {
  "account/password": article(
    "Reset your password",
    ["I forgot my password", "how can I change my password", "password does not work"],
    "Press **Forgot password** under the sign-in form. The [invoice](../billing/invoice.md) is not touched.",
  ),
  "billing/cancel": article(
    "Cancel your subscription",
    ["how do I cancel", "stop my subscription", "I don't want to pay any more"],
    "Open **Billing** and press **Cancel**.",
    "actions:\n  - { label: Cancel, event: open-cancel }\nrelated: [billing/invoice]\n",
  ),
  "billing/invoice": article(
    "Invoices and receipts",
    ["where is my invoice", "I need a receipt", "download an invoice"],
    LONG,
  ),
  "team/roles": article(
    "Add an operator to your team",
    ["how do I add an agent", "invite an operator", "roles of operators"],
    "Open **Team** and press **Invite**.",
  ),
  "legal/complaint": article(
    "Complaints about damage",
    ["I want to make a complaint", "your driver damaged my car"],
    "We look at each complaint ourselves.",
    "escalate: true\n",
  ),
};
