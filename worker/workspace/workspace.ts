import { DurableObject } from "cloudflare:workers";
import type { FirstDay, IdentityKeyResponse, IdentityKeyState, SettingsResponse } from "../../protocol/api.ts";
import type { Agent, AgentId, SiteId } from "../../protocol/model.ts";
import type { SettingsUpdate } from "../../protocol/settings.ts";
import type { Env } from "../env.ts";
import type {
  IdentityKeySet,
  NewAccount,
  SaveResult,
  Session,
  SetupResult,
  SignInResult,
  WorkspaceRpc,
} from "../rpc.ts";
import { MeteredStorage } from "../storage/metered.ts";
import { migrate } from "../storage/migrations.ts";
import { Accounts } from "./accounts.ts";
import { ArticleFeedback, type FeedbackCount } from "./article-feedback.ts";
import { IdentityKeys } from "./identity-keys.ts";
import { SCHEMA } from "./schema.ts";
import { SeenPages } from "./seen-pages.ts";
import { findSite, type Settings, type Site } from "./settings.ts";
import { SiteSettingsStore } from "./site-settings.ts";
import { TicketBlocks } from "./ticket-blocks.ts";

/** Test questions that the first day asks for; more need no counting. */
const TRIED_MAX = 3;

/** Accounts, sessions and settings of the workspace. Never awaited inside a turn. */
export class Workspace extends DurableObject<Env> implements WorkspaceRpc {
  readonly #storage: MeteredStorage;
  readonly #sites: SiteSettingsStore;
  readonly #pages: SeenPages;
  readonly #feedback: ArticleFeedback;
  readonly #accounts: Accounts;
  readonly #identityKeys: IdentityKeys;
  readonly #blocks: TicketBlocks;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = new MeteredStorage(ctx.storage);
    migrate(this.#storage, SCHEMA);
    this.#accounts = new Accounts(this.#storage, env.SETUP_SECRET);
    this.#sites = new SiteSettingsStore(this.#storage, { sites: env.SITES, name: env.WORKSPACE_NAME });
    this.#pages = new SeenPages(this.#storage);
    this.#feedback = new ArticleFeedback(this.#storage);
    this.#identityKeys = new IdentityKeys(this.#storage);
    this.#blocks = new TicketBlocks(this.#storage);
  }

  needsSetup(): boolean {
    return this.#accounts.needsSetup();
  }

  setup(account: NewAccount): Promise<SetupResult> {
    return this.#accounts.setup(account);
  }

  invite(agentId: AgentId): { secret: string; expiresAt: number } {
    return this.#accounts.invite(agentId);
  }

  acceptInvitation(account: NewAccount): Promise<SetupResult> {
    return this.#accounts.acceptInvitation(account);
  }

  signIn(name: string, password: string): Promise<SignInResult> {
    return this.#accounts.signIn(name, password);
  }

  signOut(secret: string): string | null {
    return this.#accounts.signOut(secret);
  }

  session(secret: string): Session | null {
    return this.#accounts.session(secret);
  }

  agents(): Agent[] {
    return this.#accounts.agents();
  }

  removeAgent(id: AgentId): string[] | null {
    return this.#accounts.remove(id);
  }

  sessionsHeard(sessions: string[]): void {
    this.#accounts.sessionsHeard(sessions);
  }

  identityKeys(site: SiteId): IdentityKeySet {
    return this.#identityKeys.keys(site);
  }

  identityKeyState(name: string): IdentityKeyState | null {
    const site = this.#site(name);
    return site && this.#identityKeys.state(site.id);
  }

  setPublicKey(name: string, pem: string | null): IdentityKeyState | null {
    const site = this.#site(name);
    if (!site) return null;
    this.#identityKeys.setPublicKey(site.id, pem);
    return this.#identityKeys.state(site.id);
  }

  newIdentityKey(name: string): IdentityKeyResponse | null {
    const site = this.#site(name);
    return site && this.#identityKeys.create(site.id, Date.now());
  }

  reserveNumbers(above: number): { from: number; to: number } {
    return this.#blocks.next(above);
  }

  settings(): Settings {
    return this.#sites.settings();
  }

  siteSettings(name: string): SettingsResponse | null {
    const site = this.#site(name);
    return site && this.#response(site);
  }

  saveSiteSettings(name: string, { version, settings }: SettingsUpdate): SaveResult {
    const site = this.#site(name);
    if (!site) return { kind: "unknown" };
    if (!this.#sites.save(site.id, version, settings)) return { kind: "conflict" };
    return { kind: "saved", response: this.#response(site) };
  }

  pageSeen(name: string, origin: string): void {
    const site = this.#site(name);
    if (site) this.#pages.note(site, origin, Date.now());
  }

  questionTried(name: string): void {
    const site = this.#site(name);
    if (!site || this.#tried(site.id) >= TRIED_MAX) return;
    this.#storage.exec(
      "settings",
      "INSERT INTO tried_questions (site, count) VALUES (?, 1) ON CONFLICT (site) DO UPDATE SET count = count + 1",
      site.id,
    );
  }

  firstDay(name: string): Omit<FirstDay, "knowledge"> | null {
    const site = this.#site(name);
    return (
      site && {
        site: site.id,
        seen: this.#pages.list(site),
        hours: site.hours !== null,
        ways: site.ways.length > 0,
        agents: this.agents().length,
        tried: this.#tried(site.id),
      }
    );
  }

  articleHelped(site: string, locale: string, article: string, helped: boolean): void {
    this.#feedback.count(site, locale, article, helped, Date.now());
  }

  feedback(site: string): FeedbackCount[] {
    return this.#feedback.list(site);
  }

  rowsWritten(): Record<string, number> {
    return Object.fromEntries(this.#storage.rows);
  }

  #site(name: string): Site | null {
    return findSite(this.#sites.settings(), name);
  }

  #response({ id, configuredOrigins }: Site): SettingsResponse {
    const sites = this.#sites.settings().sites.map((site) => site.id);
    return { site: id, sites, ...this.#sites.stored(id), configuredOrigins };
  }

  #tried(site: SiteId): number {
    const query = "SELECT count FROM tried_questions WHERE site = ?";
    return this.#storage.exec<{ count: number }>("read", query, site)[0]?.count ?? 0;
  }
}
