import type {
  AgentsResponse,
  AskResponse,
  ConsoleState,
  ErasureReceipt,
  FeedbackResponse,
  FirstDay,
  HomeResponse,
  IdentityKeyResponse,
  IdentityKeyState,
  InvitationResponse,
  ReturnLinkResponse,
  SettingsResponse,
} from "../protocol/api.ts";
import { ERRORS, type ErrorBody, type ErrorCode } from "../protocol/errors.ts";
import type { AgentId, ConversationId, Locale } from "../protocol/model.ts";
import type { SiteSettings } from "../protocol/settings.ts";

/** What can go wrong: what the server said, or that it said nothing. */
export type Trouble = ErrorCode | "unreachable";

export type Answer<T> =
  | { kind: "ok"; value: T }
  | { kind: "refused"; code: Trouble; field?: string; retryAfterMs?: number };

const TIMEOUT_MS = 15_000;
const ROOT = "/v1/console";

export const api = {
  state: () => get<ConsoleState>("/state"),
  setup: (body: { secret: string; name: string; password: string }) => post<ConsoleState>("/setup", body),
  acceptInvitation: (body: { secret: string; name: string; password: string }) =>
    post<ConsoleState>("/invitations/accept", body),
  signIn: (body: { name: string; password: string }) => post<ConsoleState>("/sign-in", body),
  signOut: () => post<null>("/sign-out", {}),
  agents: () => get<AgentsResponse>("/agents"),
  removeAgent: (id: AgentId) => send<null>("DELETE", `/agents/${encodeURIComponent(id)}`),
  invite: () => post<InvitationResponse>("/invitations", {}),
  settings: (site: string) => get<SettingsResponse>(`/sites/${site}/settings`),
  saveSettings: (site: string, body: { version: number; settings: SiteSettings }) =>
    send<SettingsResponse>("PUT", `/sites/${site}/settings`, body),
  identityKey: (site: string) => get<IdentityKeyState>(`/sites/${site}/identity-key`),
  newIdentityKey: (site: string) => post<IdentityKeyResponse>(`/sites/${site}/identity-key`, {}),
  savePublicKey: (site: string, key: string) =>
    send<IdentityKeyState>("PUT", `/sites/${site}/identity-key`, { publicKey: key }),
  firstDay: (site: string) => get<FirstDay>(`/sites/${site}/first-day`),
  feedback: (site: string) => get<FeedbackResponse>(`/sites/${site}/feedback`),
  ask: (site: string, body: { locale: Locale; text: string }) => post<AskResponse>(`/sites/${site}/ask`, body),
  returnLink: (id: ConversationId) => post<ReturnLinkResponse>(`/conversations/${id}/return-link`, {}),
  revokeReturnLink: (id: ConversationId) => send<null>("DELETE", `/conversations/${id}/return-link`),
  eraseConversation: (id: ConversationId) => send<ErasureReceipt>("DELETE", `/conversations/${id}`),
  /** What visitors' widgets ask, too. */
  home: (site: string, lang: Locale) =>
    request<HomeResponse>(`/v1/sites/${encodeURIComponent(site)}/home?lang=${lang}`, { method: "GET" }, ""),
};

function get<T>(path: string): Promise<Answer<T>> {
  return request<T>(path, { method: "GET" });
}

function post<T>(path: string, body: object): Promise<Answer<T>> {
  return send<T>("POST", path, body);
}

function send<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: object): Promise<Answer<T>> {
  return request<T>(path, {
    method,
    // A header that no form of another site can send: together with the Origin check it stops forged requests.
    headers: { ...(body && { "Content-Type": "application/json" }), "X-Deskbell": "1" },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** Never throws. The types are the contract of protocol/api.ts with our own server, so answers are not parsed again. */
async function request<T>(path: string, init: RequestInit, root = ROOT): Promise<Answer<T>> {
  try {
    const response = await fetch(root + path, {
      ...init,
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 204) return { kind: "ok", value: null as T };
    const body: unknown = await response.json();
    return response.ok ? { kind: "ok", value: body as T } : refusal(body);
  } catch {
    // No network, time-out, or the page of a proxy instead of our JSON.
    return { kind: "refused", code: "unreachable" };
  }
}

/** A proxy may answer with JSON of its own, and a newer server with a code that this page does not know. */
export function refusal(body: unknown): Extract<Answer<never>, { kind: "refused" }> {
  const error = (body as Partial<ErrorBody> | null)?.error;
  if (!error || typeof error.code !== "string") return { kind: "refused", code: "unreachable" };
  return {
    kind: "refused",
    code: Object.hasOwn(ERRORS, error.code) ? error.code : "internal",
    ...(typeof error.field === "string" && { field: error.field }),
    ...(typeof error.retryAfterMs === "number" && { retryAfterMs: error.retryAfterMs }),
  };
}
