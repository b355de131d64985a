import type { ConversationRpc, InboxRpc, WorkspaceRpc } from "./rpc.ts";

/** Bindings. The same names on Cloudflare (wrangler.toml), in raw workerd (scripts/workerd-config.ts) and in the tests. */
export interface Env {
  CONVERSATION: DurableObjectNamespace<ConversationRpc & Rpc.DurableObjectBranded>;
  INBOX: DurableObjectNamespace<InboxRpc & Rpc.DurableObjectBranded>;
  WORKSPACE: DurableObjectNamespace<WorkspaceRpc & Rpc.DurableObjectBranded>;
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
  /** Self-hosted only: key of the control door (drain, status). */
  CONTROL_KEY?: string;
}
