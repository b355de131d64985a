import { createSecureServer, type Http2SecureServer, type Http2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants } from "node:zlib";
import type { Certificate } from "./certificate.ts";
import { type Contestant, hostPage } from "./contestant.ts";

/** One answer as it left the server. `bytes`: of the body, compressed. `at`: when it was asked for, ms since the epoch. */
export type Sent = { path: string; type: string; bytes: number; at: number; found: boolean };

/** One origin for the page and whoever is measured: HTTPS, HTTP/2, brotli 11, nothing cached between visits. */
export type Origin = {
  url: string;
  /** From now on this contestant's page and files; the log begins anew. */
  serve: (contestant: Contestant) => Sent[];
  close: () => Promise<void>;
};

export async function startOrigin({ key, cert }: Certificate): Promise<Origin> {
  let present: Contestant | undefined;
  let log: Sent[] = [];
  const sessions = new Set<Http2Session>();
  const server: Http2SecureServer = createSecureServer({ key, cert });
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
    session.on("error", () => undefined);
  });
  server.on("stream", (stream, headers) => {
    stream.on("error", () => undefined);
    const path = String(headers[":path"]);
    const isPage = path === "/";
    const answer = !present
      ? null
      : isPage
        ? { type: "text/html; charset=utf-8", body: hostPage(present) }
        : present.answer(path);
    const type = answer?.type ?? "text/plain";
    const body = packed(answer?.body ?? "");
    log.push({ path, type, bytes: body.length, at: Date.now(), found: answer !== null });
    stream.respond({
      ":status": answer ? 200 : 404,
      "content-type": type,
      ...(body.length > 0 ? { "content-encoding": "br" } : {}),
      "cache-control": isPage ? "no-store" : "max-age=600",
    });
    stream.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}/`,
    serve: (contestant) => {
      present = contestant;
      log = [];
      return log;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
}

const seen = new Map<string, Buffer>();

/** Brotli 11 takes seconds for a megabyte: once for each text. */
export function packed(body: string | Buffer): Buffer {
  if (body.length === 0) return Buffer.alloc(0);
  const text = body.toString("latin1");
  const known = seen.get(text);
  if (known) return known;
  const small = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  seen.set(text, small);
  return small;
}
