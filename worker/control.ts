import { WorkerEntrypoint } from "cloudflare:workers";
import * as z from "zod";
import { openConversations } from "./conversation/open-conversations.ts";
import type { Env } from "./env.ts";
import { errorText, log } from "./log.ts";
import { conversation, everyInbox, workspace } from "./objects.ts";
import { settingsSnapshot } from "./workspace/snapshot.ts";

/** Set by a stop that has begun: new work is refused so that the drain comes to an end. */
export const control = { draining: false };

/** Conversations that are asked at the same time to report. */
const AT_ONCE = 16;

const rebuildRequest = z.object({ ids: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(1_000) });

/**
 * The operator's door: on its own loopback port, behind a key made anew at each start, not on the public address.
 * `GET /status` tells whether the first admin is missing; `GET /metrics` what the Inbox shards measure; `POST /rebuild` lets the
 * conversations with these object ids tell the Inbox of their tickets again; `POST /drain` closes every socket with 1012.
 */
export class Control extends WorkerEntrypoint<Env> {
  override async fetch(request: Request): Promise<Response> {
    const key = this.env.CONTROL_KEY;
    if (!key || request.headers.get("Authorization") !== `Bearer ${key}`) return new Response(null, { status: 404 });
    switch (`${request.method} ${new URL(request.url).pathname}`) {
      case "GET /status":
        return Response.json({ needsSetup: await workspace(this.env).needsSetup() });
      case "GET /metrics":
        return Response.json(await this.#metrics());
      case "POST /rebuild":
        return this.#rebuild(request);
      case "POST /drain":
        return Response.json({ drained: await this.#drain() });
      default:
        return new Response(null, { status: 404 });
    }
  }

  async #metrics() {
    const [settings, ...inboxes] = await Promise.all([
      settingsSnapshot(this.env, Date.now()),
      ...everyInbox(this.env).map((inbox) => inbox.metrics()),
    ]);
    return { openConversations: openConversations.size, settingsVersion: settings.version, inboxes };
  }

  /** 200 with `told`: tickets, and `failed`: conversations that could not be asked; 400 without a list of at most 1 000 ids. */
  async #rebuild(request: Request): Promise<Response> {
    const parsed = rebuildRequest.safeParse(await request.json().catch(() => null));
    if (!parsed.success) return new Response(null, { status: 400 });
    const { ids } = parsed.data;
    const result = { told: 0, failed: 0 };
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const asked = ids.slice(from, from + AT_ONCE).map(async (hex) => {
        const { CONVERSATION: objects } = this.env;
        return objects.get(objects.idFromString(hex)).reportTicket();
      });
      for (const answer of await Promise.allSettled(asked)) {
        if (answer.status === "fulfilled") result.told += answer.value ? 1 : 0;
        else {
          result.failed += 1;
          log("error", "rebuild_failed", { error: errorText(answer.reason) });
        }
      }
    }
    return Response.json(result);
  }

  async #drain(): Promise<number> {
    control.draining = true;
    const closing = [...openConversations].map((id) => conversation(this.env, id).drain());
    for (const inbox of everyInbox(this.env)) closing.push(inbox.drain());
    return (await Promise.allSettled(closing)).length;
  }
}
