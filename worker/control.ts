import { WorkerEntrypoint } from "cloudflare:workers";
import { openConversations } from "./conversation/open-conversations.ts";
import type { Env } from "./env.ts";
import { conversation, INBOX_SHARDS, inbox, workspace } from "./objects.ts";

/** Set by a stop that has begun: new work is refused so that the drain comes to an end. */
export const control = { draining: false };

/**
 * The self-hosted stop's door: on its own loopback port, behind a key made anew at each start, not on the public address.
 * `GET /status` tells whether the first admin is missing; `POST /drain` closes every socket with 1012.
 */
export class Control extends WorkerEntrypoint<Env> {
  override async fetch(request: Request): Promise<Response> {
    const key = this.env.CONTROL_KEY;
    if (!key || request.headers.get("Authorization") !== `Bearer ${key}`) return new Response(null, { status: 404 });
    const { pathname } = new URL(request.url);
    if (request.method === "GET" && pathname === "/status") {
      return Response.json({ needsSetup: await workspace(this.env).needsSetup() });
    }
    if (request.method === "POST" && pathname === "/drain") {
      control.draining = true;
      const closing = [...openConversations].map((id) => conversation(this.env, id).drain());
      for (let shard = 0; shard < INBOX_SHARDS; shard++) closing.push(inbox(this.env, shard).drain());
      const results = await Promise.allSettled(closing);
      return Response.json({ drained: results.length });
    }
    return new Response(null, { status: 404 });
  }
}
