import { readFileSync } from "node:fs";
import type { HomeResponse, SearchResponse } from "../../protocol/api.ts";
import { buildWidget } from "../../scripts/build-widget.ts";
import { DIST } from "../../scripts/paths.ts";
import { type Answer, type Contestant, JS, JSON_TYPE } from "./contestant.ts";

const articles = [
  "Reset your password",
  "Where is my invoice?",
  "Cancel a subscription",
  "Ask for a refund",
  "Get your data as a file",
  "Invite a colleague",
].map((title, i) => ({ id: `help/article-${i}`, title }));

const home: HomeResponse = {
  site: "default",
  name: "Shop",
  locale: "en",
  kbVersion: "1",
  articles,
  suggested: [],
  greeting: null,
  presence: "The bot answers at once. Agents: tomorrow from 9:00.",
  ways: [{ kind: "mail", label: "E-mail", href: "mailto:help@shop.example", hours: "" }],
  help: "/help/default/en",
  consent: { text: "", version: "" },
  files: null,
  identityRequired: false,
};
const found: SearchResponse = {
  kbVersion: "1",
  hits: articles.slice(0, 3).map((one) => ({ ...one, category: "help", ranges: [[0, 1]] })),
};

/** The real widget, built from the present sources into a folder of the bench; the server's answers have the shapes of protocol/. */
export async function ours(dir = `${DIST}bench/widget/`): Promise<Contestant> {
  const { launcher, files } = await buildWidget(dir);
  const texts = new Map([launcher, ...files].map((file) => [`/${file}`, readFileSync(`${dir}${file}`, "utf8")]));
  return {
    id: "ours",
    name: "**Deskbell**",
    kind: "ours",
    snippet:
      `<script type="module" src="/${launcher}"></script>` +
      '<support-widget><a href="/help">Help</a></support-widget>',
    launcher: "support-widget >>> button",
    field: "support-widget >>> support-widget-panel >>> .field",
    answer: (path) => answer(texts, path),
    stubbed: "home and search answered at once",
  };
}

function answer(texts: Map<string, string>, path: string): Answer {
  const [file = ""] = path.split("?");
  const text = texts.get(file);
  if (text !== undefined) return { type: JS, body: text };
  if (file === "/v1/sites/default/home") return { type: JSON_TYPE, body: JSON.stringify(home) };
  if (file === "/v1/sites/default/search") return { type: JSON_TYPE, body: JSON.stringify(found) };
  return null;
}
