import type { ConversationRpc, InboxRpc, LimiterRpc, VisitorRpc, WorkspaceRpc } from "./rpc.ts";

/** Bindings. The same names on Cloudflare (wrangler.toml), in raw workerd (scripts/workerd-config.ts) and in the tests. */
export interface Env {
  CONVERSATION: DurableObjectNamespace<ConversationRpc & Rpc.DurableObjectBranded>;
  INBOX: DurableObjectNamespace<InboxRpc & Rpc.DurableObjectBranded>;
  WORKSPACE: DurableObjectNamespace<WorkspaceRpc & Rpc.DurableObjectBranded>;
  VISITOR: DurableObjectNamespace<VisitorRpc & Rpc.DurableObjectBranded>;
  LIMITER: DurableObjectNamespace<LimiterRpc & Rpc.DurableObjectBranded>;
  /** Cloudflare's own rate limit, where it is bound: the outer sieve of new conversations, before the Limiter object. */
  RATE_LIMIT?: RateLimit;
  /** Attached files, where a bucket is bound; without one they lie in the conversations' own objects, with smaller limits. */
  FILES?: R2Bucket;
  /** Built files: Cloudflare's assets, or a disk service. */
  ASSETS: Fetcher;
  /** Knowledge base files, where they do not lie among the assets (self-hosted: they live in the data folder). */
  KB?: Fetcher;
  /** JSON `{ current: kid, keys: { kid: base64url of 32 bytes } }`: signs visitors' tokens. Two keys may be valid at once. */
  TOKEN_KEYS?: string;
  /** Opens the one-time set-up page while there is no agent. */
  SETUP_SECRET?: string;
  /** JSON `[{ id, origins: [] }]`: sites and the origins that may embed their widget. */
  SITES?: string;
  WORKSPACE_NAME?: string;
  /** JSON list of the origins under which the console is reached; without it, the origin of the request. */
  CONSOLE_ORIGINS?: string;
  /** Self-hosted only: key of the control door (drain, status, metrics, rebuild). */
  CONTROL_KEY?: string;
  /** How many Inbox objects share the tickets, "1" to "32"; absent: 1. May rise, never fall: a shard is part of ids. */
  INBOX_SHARDS?: string;
  /** Self-hosted: changes when the data folder was restored from a copy; part of every epoch, so that clients load again. */
  GENERATION?: string;
  /** Self-hosted behind a proxy that sets X-Forwarded-For: "1" says that its last entry is true. */
  TRUST_PROXY?: string;
  /** Tests only: who is asked at the named points of worker/fail-point.ts. */
  CHAOS?: Fetcher;
}
