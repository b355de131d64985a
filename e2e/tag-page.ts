import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "@playwright/test";
import { SignJWT } from "jose";
import { type Desk, startDesk } from "./desk.ts";

export type TagDesk = Desk & { pages: string };

/** A desk, and beside it a site whose pages hold nothing but the tag, with the attributes that their address names. */
export async function startTagDesk(): Promise<TagDesk> {
  let desk: Desk;
  const server = createServer((request, response) => {
    const attributes = new URL(request.url ?? "/", "http://localhost").searchParams.get("tag") ?? "";
    response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(
      `<!doctype html><html lang="en"><head><title>Own page</title><link rel="icon" href="data:,"></head><body><h1>Own page</h1>
        <script>
          window.told = [];
          for (const name of ["error", "message-sent", "message-received", "answer", "connection"])
            addEventListener("support-" + name, (event) => window.told.push([name, event.detail]));
        </script>
        <script type="module" src="${desk.server}/widget/v1/support-widget.js"></script>
        <support-widget server="${desk.server}" ${attributes}></support-widget></body></html>`,
    );
  });
  // Before the desk chooses its ports: it could take this one.
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const pages = `http://localhost:${(server.address() as AddressInfo).port}`;
  desk = await startDesk({ args: ["--origin", pages, "--no-demo"] });
  const destroy = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await desk.destroy();
  };
  return { ...desk, pages, destroy };
}

export async function tagPage(context: BrowserContext, desk: TagDesk, attributes = ""): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${desk.pages}/own?tag=${encodeURIComponent(attributes)}`);
  return page;
}

/** What the page has been told, by the name of the event. */
export async function told(page: Page, name: string): Promise<Record<string, unknown>[]> {
  const all = await page.evaluate(() => (window as unknown as { told: [string, Record<string, unknown>][] }).told);
  return all.filter(([event]) => event === name).map(([, detail]) => detail);
}

/** Keys of the widget in the browser's two storages. */
export function stored(page: Page): Promise<string[]> {
  return page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort());
}

/** One request of the console's, with its cookie, from a page of the console. */
export async function fromConsole<T>(agent: Page, method: string, path: string, body?: unknown): Promise<T> {
  return (await agent.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(`/v1/console/${where}`, {
        method: how,
        headers: { "X-Deskbell": "1", ...(what && { "Content-Type": "application/json" }) },
        ...(what && { body: what }),
      });
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${await answer.text()}`);
      return answer.status === 204 ? null : answer.json();
    },
    [method, path, body === undefined ? "" : JSON.stringify(body)] as const,
  )) as T;
}

/** What the page's own server would sign. `exp` in seconds from now. */
export function signedToken(
  key: string,
  site: string,
  sub: string,
  { name = sub, exp = 3_600 }: { name?: string; exp?: number } = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ sub, name, aud: site, iat: now + Math.min(exp, 0) - 60, exp: now + exp })
    .setProtectedHeader({ alg: "HS256" })
    .sign(new Uint8Array(Buffer.from(key, "base64url")));
}
