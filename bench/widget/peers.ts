import { type Answer, type Contestant, CSS, JS, JSON_TYPE } from "./contestant.ts";
import { peerPackage, shipped } from "./peer-packages.ts";

/** How a peer is put into the page, by its own documentation; its files come from npm at these exact versions. */
type Recipe = Omit<Contestant, "answer" | "name"> & {
  name: string;
  /** Address in the page → package and file. */
  files: Record<string, [spec: string, file: string]>;
  /** The stubbed back end: first match of the path's beginning. */
  stubs: Record<string, unknown>;
};

const RECIPES: Recipe[] = [
  {
    id: "deep-chat",
    name: "deep-chat 2.4.2",
    kind: "chat",
    files: { "/peer.js": ["deep-chat@2.4.2", "dist/deepChat.bundle.js"] },
    snippet: `<style>#peer-open{position:fixed;inset:auto 20px 20px auto}#peer{position:fixed;inset:auto 20px 80px auto}</style>
<button id="peer-open" hidden>Chat</button><div id="peer" hidden><deep-chat connect='{"url":"/stub/chat"}'></deep-chat></div>
<script type="module" src="/peer.js"></script><script type="module">
const button = document.querySelector("#peer-open");
button.hidden = false;
button.onclick = () => {
  document.querySelector("#peer").hidden = false;
  document.querySelector("deep-chat").focusInput();
};</script>`,
    launcher: "#peer-open",
    field: "deep-chat >>> #text-input",
    stubs: { "/stub/chat": { text: "Hello" } },
    stubbed:
      "its chat service; it has no launcher: a plain button, shown once its script has run, that calls focusInput()",
  },
  {
    id: "typebot",
    name: "@typebot.io/js 0.10.7",
    kind: "chat",
    files: { "/peer.js": ["@typebot.io/js@0.10.7", "dist/web.js"] },
    snippet: `<script type="module">import Typebot from "/peer.js";
Typebot.initBubble({ typebot: "stub", apiHost: location.origin });</script>`,
    launcher: "typebot-bubble >>> button",
    field: "typebot-bubble >>> input,typebot-bubble >>> textarea",
    stubs: {
      "/api/v1/typebots/stub/startChat": {
        sessionId: "s1",
        resultId: "r1",
        typebot: { id: "stub", version: "6", theme: {}, settings: {} },
        messages: [],
        input: { id: "b1", type: "text input", options: { labels: { placeholder: "Write", button: "Send" } } },
      },
    },
    stubbed: "startChat: a bot that begins with a text field",
  },
  {
    id: "n8n",
    name: "@n8n/chat 1.37.0",
    kind: "chat",
    files: {
      "/peer.js": ["@n8n/chat@1.37.0", "dist/chat.bundle.es.js"],
      "/peer.css": ["@n8n/chat@1.37.0", "dist/style.css"],
      // What that file imports.
      ...Object.fromEntries(
        [
          "chunk-DzKB351f",
          "vue.runtime.esm-bundler-CU4O2zSj",
          "en-Ubc0tWnj-BmN9jzm2",
          "en-Ubc0tWnj-hZum520u",
          "emojiData-zOxnhmb7-BcuRbD7c",
          "emojiData-zOxnhmb7-klLcrvd-",
          "lucideIconData-CKJ1do82-BlMkqekZ",
          "lucideIconData-CKJ1do82-nYCaV1lE",
          "node-icons-CaKBLFvs-BjHHNhN0",
          "node-icons-CaKBLFvs-UdDvvKbb",
        ].map((chunk) => [`/${chunk}.mjs`, ["@n8n/chat@1.37.0", `dist/${chunk}.mjs`] as [string, string]]),
      ),
    },
    snippet: `<link rel="stylesheet" href="/peer.css"><script type="module">import { createChat } from "/peer.js";
createChat({ webhookUrl: "/stub/webhook", loadPreviousSession: false });</script>`,
    launcher: ".chat-window-toggle",
    field: ".chat-window-wrapper textarea",
    stubs: { "/stub/webhook": { output: "Hello" } },
    stubbed: "its webhook; no previous session is asked for",
  },
  {
    id: "flowise",
    name: "flowise-embed 3.1.6",
    kind: "chat",
    files: { "/peer.js": ["flowise-embed@3.1.6", "dist/web.js"] },
    snippet: `<script type="module">import Chatbot from "/peer.js";
Chatbot.init({ chatflowid: "stub", apiHost: location.origin });</script>`,
    launcher: "flowise-chatbot >>> button",
    field: "flowise-chatbot >>> textarea",
    stubs: {
      "/api/v1/public-chatbotConfig/": {},
      "/api/v1/chatflows-streaming/": { isStreaming: false },
    },
    stubbed: "its configuration (empty) and whether it streams (no)",
  },
  {
    id: "docsearch",
    name: "@docsearch/js 5.2.0",
    kind: "search",
    files: {
      "/peer.js": ["@docsearch/js@5.2.0", "dist/umd/docsearch.js"],
      "/peer.css": ["@docsearch/css@5.2.0", "dist/style.css"],
    },
    snippet: `<link rel="stylesheet" href="/peer.css"><style>#peer{position:fixed;inset:auto 20px 20px auto}</style>
<div id="peer"></div><script src="/peer.js"></script><script>
docsearch({ container: "#peer", appId: "STUB", apiKey: "stub", indices: ["stub"], insights: false });</script>`,
    launcher: ".DocSearch-Button",
    field: ".DocSearch-Input",
    stubs: {},
    stubbed: "nothing: its search service is never reached before a letter is typed",
  },
  {
    id: "pagefind",
    name: "@pagefind/default-ui 1.5.2",
    kind: "search",
    files: {
      "/peer.js": ["@pagefind/default-ui@1.5.2", "npm_dist/mjs/ui-core.mjs"],
      "/peer.css": ["@pagefind/default-ui@1.5.2", "css/ui.css"],
    },
    snippet: `<link rel="stylesheet" href="/peer.css"><div id="peer"></div>
<style>#peer{position:fixed;inset:auto 20px 20px auto;background:#fff}</style><script type="module">import { PagefindUI } from "/peer.js";
new PagefindUI({ element: "#peer", bundlePath: "/pagefind/" });</script>`,
    launcher: ".pagefind-ui__search-input",
    field: ".pagefind-ui__search-input",
    stubs: { "/pagefind/pagefind.js": null },
    stubbed: "its index: none. It lies open in the page, so the click is the one into the field",
  },
];

export type Peers = { contestants: Contestant[]; missing: string[] };

/** Those whose packages are here or can be fetched, of `wanted` ids (undefined: all). */
export function peers(wanted: string[] | undefined): Peers {
  const result: Peers = { contestants: [], missing: [] };
  for (const recipe of RECIPES.filter(({ id }) => wanted?.includes(id) ?? true)) {
    const answers = filesOf(recipe);
    if (answers) result.contestants.push({ ...recipe, answer: (path) => answers.get(path) ?? stub(recipe, path) });
    else result.missing.push(recipe.name);
  }
  return result;
}

function filesOf({ files }: Recipe): Map<string, Answer> | null {
  const answers = new Map<string, Answer>();
  for (const [path, [spec, file]] of Object.entries(files)) {
    const dir = peerPackage(spec);
    if (!dir) return null;
    answers.set(path, { type: path.endsWith(".css") ? CSS : JS, body: shipped(dir, file) });
  }
  return answers;
}

function stub({ stubs }: Recipe, path: string): Answer {
  const found = Object.entries(stubs).find(([begin]) => path.startsWith(begin))?.[1];
  return found ? { type: JSON_TYPE, body: JSON.stringify(found) } : null;
}
