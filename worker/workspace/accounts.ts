import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { INVITATION_TTL_MS, SESSION_TTL_MS } from "../../protocol/limits.ts";
import type { Agent, AgentId } from "../../protocol/model.ts";
import { newAgentId } from "../conversation/id.ts";
import type { NewAccount, Session, SetupResult, SignedIn, SignInResult } from "../rpc.ts";
import type { MeteredStorage } from "../storage/metered.ts";
import { Attempts } from "./attempts.ts";
import { EndedSessions } from "./ended-sessions.ts";
import { checkPassword, hashPassword } from "./passwords.ts";

/** Sign-ins that may wait for a hash: two seconds of the thread. More is no team that comes to work, but an attack. */
const HASHES_WAITING_MAX = 8;
const BUSY_RETRY_MS = 2_000;
/** Characters of the secret's hash (96 bits) that name a session to the other objects. */
const SESSION_ID = 16;

/** Agents, their sessions, and the links that make more of them. */
export class Accounts {
  readonly #storage: MeteredStorage;
  /** Opens the set-up while there is no agent. */
  readonly #setupSecret: string | undefined;
  readonly #attempts = new Attempts();
  readonly #ended: EndedSessions;
  /** One hash at a time: each takes 16 MiB and a quarter of a second of the thread. */
  #hashing: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(storage: MeteredStorage, setupSecret: string | undefined) {
    this.#storage = storage;
    this.#setupSecret = setupSecret;
    this.#ended = new EndedSessions(storage);
  }

  needsSetup(): boolean {
    return this.#storage.exec("read", "SELECT 1 FROM agents LIMIT 1").length === 0;
  }

  async setup(account: NewAccount): Promise<SetupResult> {
    const valid = () => this.needsSetup() && sameSecret(account.secret, this.#setupSecret);
    if (!valid()) return { kind: "gone" };
    const password = await this.#hash(account.password);
    // Hashing takes a while: the second of two visitors of the same link must find the door closed.
    if (!valid()) return { kind: "gone" };
    return this.#createAgent(account.name, "admin", password);
  }

  invite(agentId: AgentId): { secret: string; expiresAt: number } {
    const secret = newSecret();
    const expiresAt = Date.now() + INVITATION_TTL_MS;
    this.#storage.exec("accounts", "DELETE FROM invitations WHERE expires_at < ?", Date.now());
    this.#storage.exec(
      "accounts",
      "INSERT INTO invitations (secret_hash, invited_by, expires_at) VALUES (?, ?, ?)",
      hashSecret(secret),
      agentId,
      expiresAt,
    );
    return { secret, expiresAt };
  }

  async acceptInvitation(account: NewAccount): Promise<SetupResult> {
    const hash = hashSecret(account.secret);
    const valid = () =>
      this.#storage.exec("read", "SELECT 1 FROM invitations WHERE secret_hash = ? AND expires_at > ?", hash, Date.now())
        .length > 0;
    if (!valid()) return { kind: "gone" };
    if (this.#agentByName(account.name)) return { kind: "name_taken" };
    const password = await this.#hash(account.password);
    if (!valid()) return { kind: "gone" };
    return this.#storage.transaction(() => {
      const result = this.#createAgent(account.name, "agent", password);
      if (result.kind === "signed_in") {
        this.#storage.exec("accounts", "DELETE FROM invitations WHERE secret_hash = ?", hash);
      }
      return result;
    });
  }

  async signIn(name: string, password: string): Promise<SignInResult> {
    const key = nameKey(name);
    const retryAfterMs = this.#attempts.wait(key, Date.now());
    if (retryAfterMs > 0) return { kind: "too_many", retryAfterMs };
    if (this.#waiting >= HASHES_WAITING_MAX) return { kind: "too_many", retryAfterMs: BUSY_RETRY_MS };
    const row = this.#agentByName(name);
    const right = await this.#queued(() => checkPassword(password, row?.password ?? null));
    // Tries that came at the same time are judged in their turn: the delay counts for them too.
    const stillWait = this.#attempts.wait(key, Date.now());
    if (stillWait > 0) return { kind: "too_many", retryAfterMs: stillWait };
    if (!row || !right) {
      this.#attempts.failed(key, Date.now());
      return { kind: "wrong_credentials" };
    }
    this.#attempts.succeeded(key);
    return this.#newSession(toAgent(row));
  }

  signOut(secret: string): string | null {
    const session = this.session(secret);
    const id = sessionId(hashSecret(secret));
    if (!session) return this.#ended.has(id) ? id : null;
    this.#storage.transaction(() => {
      this.#storage.exec("accounts", "DELETE FROM sessions WHERE secret_hash = ?", hashSecret(secret));
      this.#ended.add(id, session.agent.id, Date.now());
    });
    return id;
  }

  sessionsHeard(sessions: readonly string[]): void {
    this.#ended.heard(sessions);
  }

  session(secret: string): Session | null {
    const [row] = this.#storage.exec<AgentRow & { expires_at: number }>(
      "read",
      `SELECT agents.*, sessions.expires_at FROM sessions JOIN agents ON agents.id = sessions.agent_id
        WHERE secret_hash = ? AND expires_at > ?`,
      hashSecret(secret),
      Date.now(),
    );
    return row ? { id: sessionId(hashSecret(secret)), agent: toAgent(row), expiresAt: row.expires_at } : null;
  }

  agents(): Agent[] {
    return this.#storage.exec<AgentRow>("read", "SELECT * FROM agents ORDER BY created_at, id").map(toAgent);
  }

  /**
   * The account, its sessions and the invitations it has made. Returns the ids of the agent's ended sessions of which not every shard
   * has heard, again when asked again; null: no such agent, or the last admin, without whom nobody could ever invite again.
   */
  remove(id: AgentId): string[] | null {
    const agents = this.agents();
    if (!agents.some((a) => a.id === id)) {
      const unheard = this.#ended.of(id);
      return unheard.length > 0 ? unheard : null;
    }
    if (!agents.some((a) => a.id !== id && a.role === "admin")) return null;
    const query = "SELECT secret_hash FROM sessions WHERE agent_id = ?";
    const sessions = this.#storage.exec<{ secret_hash: string }>("read", query, id);
    this.#storage.transaction(() => {
      for (const row of sessions) this.#ended.add(sessionId(row.secret_hash), id, Date.now());
      this.#storage.exec("accounts", "DELETE FROM sessions WHERE agent_id = ?", id);
      this.#storage.exec("accounts", "DELETE FROM invitations WHERE invited_by = ?", id);
      this.#storage.exec("accounts", "DELETE FROM agents WHERE id = ?", id);
    });
    return this.#ended.of(id);
  }

  #createAgent(name: string, role: Agent["role"], password: string): SetupResult {
    if (this.#agentByName(name)) return { kind: "name_taken" };
    const agent: Agent = { id: newAgentId(), name, role };
    this.#storage.exec(
      "accounts",
      "INSERT INTO agents (id, name, name_key, role, password, created_at) VALUES (?, ?, ?, ?, ?, ?)",
      agent.id,
      name,
      nameKey(name),
      role,
      password,
      Date.now(),
    );
    return this.#newSession(agent);
  }

  #newSession(agent: Agent): SignedIn {
    const session = newSecret();
    const expiresAt = Date.now() + SESSION_TTL_MS;
    this.#storage.exec("accounts", "DELETE FROM sessions WHERE expires_at < ?", Date.now());
    this.#storage.exec(
      "accounts",
      "INSERT INTO sessions (secret_hash, agent_id, expires_at) VALUES (?, ?, ?)",
      hashSecret(session),
      agent.id,
      expiresAt,
    );
    return { kind: "signed_in", agent, session, expiresAt };
  }

  #agentByName(name: string): AgentRow | undefined {
    return this.#storage.exec<AgentRow>("read", "SELECT * FROM agents WHERE name_key = ?", nameKey(name))[0];
  }

  #hash(password: string): Promise<string> {
    return this.#queued(() => hashPassword(password));
  }

  async #queued<T>(work: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const result = this.#hashing.then(work);
    this.#hashing = result.catch(() => undefined);
    return result.finally(() => {
      this.#waiting -= 1;
    });
  }
}

type AgentRow = { id: string; name: string; role: string; password: string };

function toAgent(row: AgentRow): Agent {
  return { id: row.id as AgentId, name: row.name, role: row.role === "admin" ? "admin" : "agent" };
}

/** Two agents whose names look the same would confuse everybody. */
function nameKey(name: string): string {
  return name
    .normalize("NFKC")
    .replaceAll(/\p{Cf}/gu, "")
    .trim()
    .replaceAll(/\s+/g, " ")
    .toLowerCase();
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function sessionId(secretHash: string): string {
  return secretHash.slice(0, SESSION_ID);
}

function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

function sameSecret(given: string, expected: string | undefined): boolean {
  if (!expected) return false;
  return timingSafeEqual(createHash("sha256").update(given).digest(), createHash("sha256").update(expected).digest());
}
