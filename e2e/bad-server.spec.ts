import { expect, type Page, type Route, test } from "@playwright/test";
import { OwnSite, tagOf } from "./own-page.ts";
import { type Widget, WORDS } from "./people.ts";

/* A server that is down, slow, or talks nonsense: the panel says so, keeps what was typed, and goes on when it is over. */

let site: OwnSite;
test.beforeAll(async () => {
  site = await OwnSite.start();
});
test.afterAll(() => site.destroy());

const { article, question } = WORDS.en;
const FAILED = /This could not be loaded\./;

const json = (body: string, status = 200) => ({ status, contentType: "application/json", body });
/** What comes instead of an answer; null: nobody answers. */
const NONSENSE: Record<string, { status: number; contentType: string; body: string } | null> = {
  "no server": null,
  "a page of somebody else": {
    status: 200,
    contentType: "text/html",
    body: "<!doctype html><h1>Log in to our network</h1>",
  },
  "nothing at all": json(""),
  null: json("null"),
  "a list": json("[]"),
  "a text": json('"articles"'),
  "an empty object": json("{}"),
  "empty fields": json(
    '{"articles":null,"suggested":null,"ways":null,"hits":null,"body":null,"related":null,"actions":null}',
  ),
  "fields of other kinds": json(
    '{"articles":7,"suggested":"abc","ways":{},"hits":{"length":3},"body":"x","related":9,"actions":true}',
  ),
  "lists of nothing": json(
    '{"articles":[null],"suggested":[3],"ways":[null],"hits":[null],"body":[null],"related":[null],"actions":[null]}',
  ),
  "names that are none": json(
    '{"articles":[{"id":5,"title":{}}],"suggested":[],"ways":[],"hits":[{"id":1,"title":null,"ranges":null}],"body":[{"t":"h","level":"<x y","c":[]}],"related":[],"actions":[]}',
  ),
  "half of an answer": json('{"site":"demo","articles":[{"id":"account/reset'),
  "500": json('{"error":{"code":"internal","message":""}}', 500),
  "404": json('{"error":{"code":"not_found","message":""}}', 404),
  "503 of a proxy": { status: 503, contentType: "text/html", body: "<h1>Service unavailable</h1>" },
};

/** Answers every request of an address with what `now` says; undefined: the real answer. */
class Mad {
  now: string | undefined;
  /** Requests that have got nonsense. */
  answered = 0;

  async on(page: Page, url: RegExp): Promise<this> {
    await page.route(url, (route) => this.#answer(route));
    return this;
  }

  async #answer(route: Route): Promise<void> {
    // The question before the request, which the browser asks.
    if (this.now === undefined || route.request().method() === "OPTIONS") return route.continue();
    const answer = NONSENSE[this.now];
    if (answer) await route.fulfill({ ...answer, headers: { "Access-Control-Allow-Origin": "*" } });
    else await route.abort("connectionrefused");
    this.answered++;
  }
}

/** Errors that are not the network's own. */
function faults(said: string[]): string[] {
  return said.filter((text) => !/Failed to load resource|net::ERR_|WebSocket connection|CORS policy/.test(text));
}

test.describe("reading", () => {
  /** Tries again under each kind of nonsense, then with a server that is well. */
  async function throughAll(mad: Mad, widget: Widget, kinds: string[], retry: () => Promise<void>): Promise<void> {
    // The first failure, or a late first answer would be counted for a kind that nobody has asked for yet.
    await expect(widget.panel.getByRole("alert")).toHaveText(FAILED);
    for (const kind of kinds) {
      mad.now = kind;
      const before = mad.answered;
      await retry();
      await expect.poll(() => mad.answered, kind).toBeGreaterThan(before);
      await expect(widget.panel.getByRole("alert"), kind).toHaveText(FAILED);
    }
    mad.now = undefined;
    await retry();
  }
  const again = (widget: Widget) => () => widget.panel.getByRole("button", { name: "Try again" }).click();

  test("the home view", async ({ page }) => {
    const mad = await new Mad().on(page, /\/v1\/sites\/[^/]+\/home/);
    mad.now = "no server";
    const { widget, said } = await site.open(page);
    await widget.open();
    await throughAll(mad, widget, Object.keys(NONSENSE), again(widget));
    await expect(widget.panel.getByRole("button", { name: article })).toBeVisible();
    expect(faults(said)).toEqual([]);
  });

  test("search: what is typed stays, and once articles are known they are searched instead", async ({ page }) => {
    const mad = await new Mad().on(page, /\/v1\/sites\/[^/]+\/search/);
    const home = await new Mad().on(page, /\/v1\/sites\/[^/]+\/home/);
    home.now = "no server";
    mad.now = "500";
    const { widget, said } = await site.open(page);
    await widget.open();
    await widget.field.fill("password");
    // Each of them is a wrong shape for hits too, but for the lists that are none.
    await throughAll(mad, widget, Object.keys(NONSENSE), again(widget));
    await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();
    await expect(widget.field).toHaveValue("password");
    mad.now = "503 of a proxy";
    await widget.field.fill("forgotten password");
    await expect(widget.panel.getByText("Only what has loaded already is shown.")).toBeVisible();
    await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();
    expect(faults(said)).toEqual([]);
  });

  test("an article", async ({ page }) => {
    const mad = await new Mad().on(page, /\/v1\/sites\/[^/]+\/articles\//);
    mad.now = "404";
    const { widget, said } = await site.open(page);
    await widget.open();
    await widget.panel.getByRole("button", { name: article }).click();
    await throughAll(mad, widget, Object.keys(NONSENSE), again(widget));
    await expect(widget.panel.getByRole("heading", { name: article })).toBeVisible();
    expect(faults(said)).toEqual([]);
  });

  test("slow: it says that it loads, can be typed into meanwhile, and shows what comes", async ({ page }) => {
    let release = (): void => {};
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    // The widget gives up after 20 s, which the steps below may take on a slow machine: here it waits as long as they do.
    await page.addInitScript(() => {
      AbortSignal.timeout = () => new AbortController().signal;
    });
    await page.route(/\/v1\/sites\/[^/]+\/home/, async (route) => {
      await late;
      await route.continue();
    });
    const { widget, said } = await site.open(page);
    await widget.open();
    await expect(widget.panel.getByText("Loading…")).toBeVisible();
    await widget.field.fill("passw");
    await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();
    await widget.field.fill("");
    await expect(widget.panel.getByText("Loading…")).toBeVisible();
    release();
    await expect(widget.panel.getByRole("button", { name: article })).toBeVisible();
    expect(said).toEqual([]);
  });
});

test.describe("talking", () => {
  const wake = (page: Page) => page.evaluate(() => dispatchEvent(new Event("online")));

  for (const kind of [
    "no server",
    "a page of somebody else",
    "null",
    "an empty object",
    "half of an answer",
    "500",
    "503 of a proxy",
  ]) {
    test(`a conversation that cannot begin: ${kind}`, async ({ page }) => {
      const mad = await new Mad().on(page, /\/v1\/(conversations$|sites\/[^/]+\/origin)/);
      mad.now = kind;
      const { widget, said } = await site.open(page);
      await widget.open();
      await widget.say(question);
      await expect(widget.panel.getByText("No connection. Your messages are kept and will be sent.")).toBeVisible();
      await page.reload();
      // What was written outlives the page.
      await widget.open();
      await expect(widget.log.getByText(question)).toBeVisible();
      mad.now = undefined;
      await wake(page);
      await expect(widget.log.getByRole("heading", { name: article })).toBeVisible();
      await expect(widget.log.getByText(question)).toHaveCount(1);
      expect(faults(said)).toEqual([]);
    });
  }

  const FRAMES = [
    "null",
    "[]",
    "{}",
    "7",
    "<html>",
    '{"type":"welcome"',
    '{"type":"welcome"}',
    '{"type":"welcome","epoch":"e","heads":null}',
    '{"type":"messages.page","stream":"public","messages":[null]}',
    '{"type":"message.created"}',
    '{"type":"message.created","message":{"stream":"public","seq":1}}',
    '{"type":"command.acknowledged"}',
    '{"type":"error"}',
  ];
  test("a socket that talks nonsense is left for the other door, and the question is answered once", async ({
    page,
  }) => {
    await page.routeWebSocket(/\/socket$/, (socket) => {
      socket.onMessage(() => FRAMES.forEach((frame) => socket.send(frame)));
    });
    const { widget, said } = await site.open(page);
    await widget.open();
    await widget.say(question);
    await expect(async () => {
      // Seldom: each call makes the other door try the socket, whose nonsense then ends what was under way.
      await wake(page);
      await expect(widget.log.getByRole("heading", { name: article })).toBeVisible({ timeout: 30_000 });
    }).toPass();
    await expect(widget.log.getByText(question)).toHaveCount(1);
    expect(faults(said)).toEqual([]);
  });

  test("a message that cannot be drawn leaves the others alone", async ({ page }) => {
    const by = { kind: "bot" };
    const created = (seq: number, body: object, author: object = by) =>
      JSON.stringify({ type: "message.created", message: { stream: "public", seq, at: Date.now(), author, body } });
    await page.routeWebSocket(/\/socket$/, (socket) => {
      socket.onMessage((text) => {
        if (!String(text).includes("hello")) return;
        const conversation = { id: `c_${"0".repeat(27)}`, floor: "bot", status: null, ticketNumber: null };
        socket.send(
          JSON.stringify({
            type: "welcome",
            epoch: "e",
            heads: { public: 0, internal: 0 },
            conversation,
            read: { visitor: 0, agent: 0 },
          }),
        );
        socket.send(created(1, { kind: "phrase", phrase: { text: "Before" }, options: [] }));
        socket.send(created(2, { kind: "answer", article: null, passage: 5 }));
        socket.send(created(3, { kind: "text" }, { kind: "agent" }));
        socket.send(created(4, { kind: "phrase", phrase: { text: "After" }, options: [] }));
      });
    });
    const { widget, said } = await site.open(page);
    await widget.open();
    await widget.field.fill(question);
    await widget.field.press("Enter");
    await expect(widget.log.getByText("Before")).toBeVisible();
    await expect(widget.log.getByText("After")).toBeVisible();
    expect(faults(said)).toEqual([]);
  });
});

test.describe("files", () => {
  test("the panel's own does not load: the tag's link takes over, and the next click tries again", async ({ page }) => {
    let isDown = true;
    await page.route(/\/panel-/, (route) => (isDown ? route.abort("connectionrefused") : route.continue()));
    const { widget, said } = await site.open(page);
    await page.getByRole("button", { name: "Support" }).click();
    await expect(page.getByRole("link", { name: "Help" })).toBeVisible();
    // In vain once more: then none of the pointer's tries is still on its way, and there is one link to take away.
    const again = page.locator("support-widget").evaluate((tag: HTMLElement & { open(): Promise<void> }) => tag.open());
    await expect(again).rejects.toThrow(/panel-/);
    await expect(page.getByRole("link", { name: "Help" })).toBeVisible();
    isDown = false;
    await widget.open();
    await expect(page.getByRole("link", { name: "Help" })).toBeHidden();
    expect(faults(said)).toEqual([]);
  });

  test("what loads later does not: the question stays in the field, and can be sent when it does", async ({ page }) => {
    let isDown = true;
    await page.route(/\/later-parts-/, (route) => (isDown ? route.abort("connectionrefused") : route.continue()));
    const { widget, said } = await site.open(page);
    await widget.open();
    await widget.field.fill(question);
    await widget.field.press("Enter");
    await expect(widget.panel.getByText("Not sent: the chat could not be loaded.")).toBeVisible();
    await expect(widget.field).toHaveValue(question);
    isDown = false;
    await widget.field.press("Enter");
    await expect(widget.log.getByRole("heading", { name: article })).toBeVisible();
    expect(faults(said)).toEqual([]);
  });
});

test("a tag that is written wrongly works, and the console says what is wrong (A9)", async ({ page }) => {
  const warnings: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "warning") warnings.push(message.text());
  });
  const wrong =
    'theme="drak" position="left" mode="popup" consent="maybe" storage="cookies" dir="up" z-index="high" user-token="me" style="--sw-accent: &quot;;}&lt;/style&gt;&lt;script&gt;"';
  const body = `<h1>x</h1>${tagOf(site.desk, wrong).replace(/server="[^"]*"/, 'server="support server"')}`;
  const { widget, said } = await site.open(page, { body });
  await widget.open();
  await widget.field.fill("passw");
  await expect(widget.panel.getByRole("option", { name: article })).toBeVisible();
  // They come with a file of their own, which nobody else waits for.
  for (const name of ["theme", "position", "mode", "consent", "storage", "dir", "z-index", "user-token", "server"])
    await expect.poll(() => warnings.join("\n"), name).toContain(`<support-widget ${name}=`);
  expect(said).toEqual([]);
});
