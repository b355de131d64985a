import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { type Desk, startDesk } from "./desk.ts";
import { complaints, Widget, WORDS } from "./people.ts";

export type OwnPage = {
  head?: string;
  /** Default: a heading and the tag. */
  body?: string;
  /** Content-Security-Policy. */
  csp?: string;
  /** Without the widget's script. */
  bare?: boolean;
};

/** A desk, and a site beside it that is on its list and has whatever pages a test puts there. */
export class OwnSite {
  readonly desk: Desk;
  /** Origin of the site. */
  readonly origin: string;
  readonly #pages: Map<string, OwnPage>;
  readonly #close: () => unknown;

  private constructor(desk: Desk, origin: string, pages: Map<string, OwnPage>, close: () => unknown) {
    this.desk = desk;
    this.origin = origin;
    this.#pages = pages;
    this.#close = close;
  }

  static async start(): Promise<OwnSite> {
    const pages = new Map<string, OwnPage>();
    let desk: Desk;
    const server = createServer((request, response) => {
      const page = pages.get(request.url ?? "");
      if (!page) return void response.writeHead(request.url === "/favicon.ico" ? 204 : 404).end();
      const { head = "", body = `<h1>Own page</h1>${tagOf(desk)}`, csp, bare } = page;
      response
        .writeHead(200, {
          "Content-Type": "text/html; charset=utf-8",
          ...(csp && { "Content-Security-Policy": csp }),
        })
        .end(
          `<!doctype html><html lang="en"><head><title>Own</title>${head}${bare ? "" : scriptOf(desk)}</head><body>${body}</body></html>`,
        );
    });
    // Before the desk chooses its ports: it could take this one.
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    desk = await startDesk({ args: ["--origin", origin, "--no-demo"] });
    return new OwnSite(desk, origin, pages, () => server.close());
  }

  async destroy(): Promise<void> {
    this.#close();
    await this.desk.destroy();
  }

  /** Returns its address. */
  put(page: OwnPage, path = "/own"): string {
    this.#pages.set(path, page);
    return this.origin + path;
  }

  /** Opens such a page. `said` fills with what the browser complains of. */
  async open(page: Page, given: OwnPage = {}): Promise<{ widget: Widget; said: string[] }> {
    const said = complaints(page);
    await page.goto(this.put(given));
    return { widget: new Widget(page, WORDS.en), said };
  }
}

/** The script of the widget, as owners paste it. */
function scriptOf({ server }: Desk): string {
  return `<script type="module" src="${server}/widget/v1/support-widget.js"></script>`;
}

/** The tag, with more attributes. */
export function tagOf({ server }: Desk, attributes = ""): string {
  return `<support-widget server="${server}" ${attributes}><a href="/help">Help</a></support-widget>`;
}
