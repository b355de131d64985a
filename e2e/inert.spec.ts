import { expect, type Page, test } from "@playwright/test";
import { OwnSite } from "./own-page.ts";
import { setUp, type Widget, WORDS } from "./people.ts";

/*
 * What others write stays text (abuse cases A1 to A11, by number). The canary is `__pwned`; the page's own policy is none, so that nothing but
 * the widget itself stands between the text and a script.
 */

let site: OwnSite;
test.beforeAll(async () => {
  site = await OwnSite.start();
});
test.afterAll(() => site.destroy());

const IMG = "<img src=x onerror=__pwned=1>";
/** Forms that parsers and cleaners have stumbled over. */
const CORPUS = [
  IMG,
  "<script>__pwned=1</script>",
  "<svg onload=__pwned=1>",
  "<svg><script>__pwned=1</script></svg>",
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=__pwned=1&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=__pwned=1>">',
  '<xmp><p title="</xmp><svg/onload=__pwned=1>"></xmp>',
  "<!--<img src=x onerror=__pwned=1>",
  "<![CDATA[<img src=x onerror=__pwned=1>]]>",
  '"><iframe srcdoc="<script>parent.__pwned=1</script>">',
  "<template><img src=x onerror=__pwned=1></template>",
  "</textarea><img src=x onerror=__pwned=1>",
  "<details open ontoggle=__pwned=1>",
  "<a href=javascript:__pwned=1>x</a>",
  "${__pwned=1}{{__pwned=1}}",
];

/** No script has run, and no element was made of the text. */
async function inert(page: Page): Promise<void> {
  expect(await page.evaluate(() => "__pwned" in globalThis)).toBe(false);
  const made = await page.locator("support-widget").evaluate((tag) => {
    const root = tag.shadowRoot?.querySelector("support-widget-panel")?.shadowRoot;
    return root?.querySelectorAll(
      "script,iframe,style,math,noscript,xmp,template,img:not([src*='/media/']),a[href^='javascript'],svg:not([viewBox])",
    ).length;
  });
  expect(made).toBe(0);
}

const json = (body: object) => ({
  status: 200,
  contentType: "application/json",
  headers: { "Access-Control-Allow-Origin": "*" },
  body: JSON.stringify(body),
});

test("A1, A2: what the visitor writes", async ({ page }) => {
  const { widget, said } = await site.open(page);
  await widget.open();
  await widget.field.fill(CORPUS.join("\n"));
  await widget.field.press("Enter");
  await expect(widget.log.getByText(CORPUS.at(-1) ?? "").first()).toBeVisible();
  await expect(widget.log.locator(".you .bubble").first()).toHaveText(CORPUS.join("\n"), { useInnerText: true });
  await page.reload();
  await widget.open();
  await expect(widget.log.getByText(CORPUS.at(-1) ?? "").first()).toBeVisible();
  await inert(page);
  expect(said).toEqual([]);
});

test("A1, A3: name of the page, its address and the message are text to the agent", async ({ page, browser }) => {
  const body = `<h1>x</h1><script>document.title = ${JSON.stringify(IMG).replaceAll("<", "\\u003c")}; history.replaceState(0, "", "?q=" + encodeURIComponent(document.title))</script><support-widget server="${site.desk.server}"></support-widget>`;
  const { widget } = await site.open(page, { body });
  await widget.open();
  await widget.say(IMG);
  await widget.say("I want a human");
  await expect(widget.panel.getByText(WORDS.en.received)).toBeVisible();
  await inert(page);

  const agent = await (await browser.newContext({ locale: "en-GB" })).newPage();
  const violations: string[] = [];
  agent.on(
    "console",
    (message) => /Content Security Policy|Trusted/i.test(message.text()) && violations.push(message.text()),
  );
  await setUp(site.desk, agent);
  await expect(agent.getByText(IMG).first()).toBeVisible();
  await agent.getByText(IMG).first().click();
  await expect(agent.getByRole("log").getByText(IMG)).toBeVisible();
  expect(await agent.evaluate(() => "__pwned" in globalThis)).toBe(false);
  expect(await agent.locator("img[src=x]").count()).toBe(0);
  expect(violations).toEqual([]);
  await agent.context().close();
});

const ref = (id: string) => ({ id, title: IMG });
const home = {
  site: "default",
  name: IMG,
  locale: "en",
  kbVersion: "1",
  greeting: IMG,
  presence: IMG,
  help: "/help",
  articles: [ref("a/b")],
  suggested: [ref("a/c")],
  ways: [
    { kind: "mail", label: IMG, href: "javascript:__pwned=1", hours: IMG },
    { kind: "mail", label: IMG, href: "https://example.com/", hours: IMG },
  ],
  consent: { text: IMG, version: "1" },
  files: null,
  identityRequired: false,
};
const article = {
  id: "a/b",
  title: IMG,
  category: IMG,
  locale: '"><script>',
  updated: IMG,
  url: "javascript:__pwned=1",
  body: [
    {
      t: "p",
      c: [
        IMG,
        { t: "link", href: "javascript:__pwned=1", c: ["a link"] },
        { t: "link", href: " java\nscript:__pwned=1", c: [IMG] },
      ],
    },
    {
      t: "p",
      c: [
        { t: "link", href: "data:text/html,<script>__pwned=1</script>", c: ["data"] },
        { t: "ref", article: "../../x", c: [IMG] },
      ],
    },
    { t: "html", html: IMG },
    { t: "script", c: ["__pwned=1"] },
    { t: "img", src: 'x" onerror=__pwned=1', alt: IMG, width: 1, height: 1 },
    { t: "img", src: "//evil.example/media/x.png", alt: IMG, width: 1, height: 1 },
    { t: "code", text: IMG },
    { t: "table", head: [[IMG]], rows: [[[IMG]]] },
  ],
  related: [ref("a/d")],
  actions: [
    { label: IMG, href: "javascript:__pwned=1" },
    { label: IMG, event: IMG },
  ],
};

async function madServer(page: Page): Promise<Widget> {
  await page.route(/\/v1\/sites\/[^/]+\/home/, (route) => route.fulfill(json(home)));
  await page.route(/\/v1\/sites\/[^/]+\/search/, (route) =>
    route.fulfill(
      json({
        kbVersion: "1",
        hits: [
          {
            ...ref("a/b"),
            category: IMG,
            ranges: [
              [3, 9],
              [-5, 2],
              [8, 900],
            ],
          },
        ],
      }),
    ),
  );
  await page.route(/\/v1\/sites\/[^/]+\/articles\//, (route) => route.fulfill(json(article)));
  const { widget } = await site.open(page);
  await widget.open();
  return widget;
}

test("A5, A6: titles, greetings, ways and an article's tree", async ({ page }) => {
  const widget = await madServer(page);
  await expect(widget.panel.getByRole("heading", { name: IMG }).first()).toBeVisible();
  await inert(page);
  await widget.field.fill("img");
  // Whatever the ranges say, together the pieces are the title.
  await expect(widget.panel.getByRole("option")).toHaveText(IMG);
  expect(await widget.panel.locator("mark").count()).toBeGreaterThan(0);
  await widget.panel.getByRole("option").click();
  await expect(widget.panel.locator("article h3")).toHaveText(IMG);
  await expect(widget.panel.locator("article a")).toHaveCount(0);
  await widget.panel.locator("article button.action").click();
  await inert(page);
});

test("A7: what is searched for", async ({ page }) => {
  const { widget, said } = await site.open(page);
  await widget.open();
  await widget.field.fill(`<mark>${IMG} zzzz`);
  await expect(widget.panel.getByText(/Nothing found|article/).first()).toBeVisible();
  await inert(page);
  expect(said).toEqual([]);
});

test("A10, A11: what an agent writes, letters that turn or pile up, and names of files", async ({ page }) => {
  const ZALGO = `Z${"\u0301".repeat(3_900)}`;
  const TEXTS = [...CORPUS, "\u202Egnp.exe\u202C and on", "a\u200Bb\u200Dc\uFEFF", ZALGO, "x".repeat(3_000)];
  const NAME = `\u202E${IMG}gpj.exe`;
  await page.routeWebSocket(/\/socket$/, (socket) => {
    socket.onMessage((text) => {
      if (!String(text).includes("hello")) return;
      const conversation = {
        id: `c_${"0".repeat(27)}`,
        floor: "human",
        status: "in_progress",
        ticketNumber: 1,
        agent: { name: NAME },
      };
      const welcome = {
        type: "welcome",
        epoch: "e",
        heads: { public: 0, internal: 0 },
        conversation,
        read: { visitor: 0, agent: 0 },
      };
      socket.send(JSON.stringify(welcome));
      TEXTS.forEach((said, i) => {
        const author = { kind: "agent", id: "a_1", name: NAME };
        const message = { stream: "public", seq: i + 1, at: Date.now(), author, body: { kind: "text", text: said } };
        socket.send(JSON.stringify({ type: "message.created", message }));
      });
    });
  });
  const { widget } = await site.open(page);
  await widget.open();
  await widget.field.fill("hello");
  await widget.field.press("Enter");
  await expect(widget.log.locator(".agent")).toHaveCount(TEXTS.length);
  expect(await widget.log.locator(".agent .bubble").allInnerTexts()).toEqual(TEXTS);
  await inert(page);
  // A name that turns the letters after it is shut in.
  expect(await widget.log.locator(".agent .head bdi").first().innerText()).toBe(NAME);
  expect(
    await widget.log
      .locator(".agent .bubble")
      .evaluateAll((all) => all.every((one) => one.getAttribute("dir") === "auto")),
  ).toBe(true);
  const { scroll, client } = await widget.panel
    .locator(".main")
    .evaluate((main) => ({ scroll: main.scrollWidth, client: main.clientWidth }));
  expect(scroll).toBeLessThanOrEqual(client);
});
