import { randomBytes } from "node:crypto";
import type { IdentityKeyResponse, IdentityKeyState } from "../../protocol/api.ts";
import type { SiteId } from "../../protocol/model.ts";
import type { IdentityKeySet } from "../rpc.ts";
import type { MeteredStorage } from "../storage/metered.ts";

/** The newest and the one before it: the owner's server changes over without a moment in which its visitors are strangers. */
const VALID = 2;

type Row = { key: string; created_at: number };

/**
 * Keys with which an owner's server signs who its visitors are: secrets made here, kept in the clear because they are needed so, and the
 * public half of one that never leaves the owner's server.
 */
export class IdentityKeys {
  readonly #storage: MeteredStorage;

  constructor(storage: MeteredStorage) {
    this.#storage = storage;
  }

  /** Secrets of 32 bytes each. */
  keys(site: SiteId): IdentityKeySet {
    return { secrets: this.#rows(site).map((row) => row.key), publicKey: this.#publicKey(site) };
  }

  state(site: SiteId): IdentityKeyState {
    return { createdAt: this.#rows(site)[0]?.created_at ?? null, publicKey: this.#publicKey(site) };
  }

  setPublicKey(site: SiteId, pem: string | null): void {
    if (pem !== this.#publicKey(site)) this.#storage.put("identity_keys", publicKeyOf(site), pem);
  }

  create(site: SiteId, now: number): IdentityKeyResponse {
    const key = randomBytes(32).toString("base64url");
    const [newest, ...older] = this.#rows(site);
    // Two keys in one millisecond, or a clock that was set back: the new one is the newest all the same.
    const createdAt = Math.max(now, (newest?.created_at ?? 0) + 1);
    this.#storage.transaction(() => {
      this.#storage.exec(
        "identity_keys",
        "INSERT INTO identity_keys (site, created_at, key) VALUES (?, ?, ?)",
        site,
        createdAt,
        key,
      );
      for (const row of older.slice(VALID - 2)) {
        const remove = "DELETE FROM identity_keys WHERE site = ? AND created_at = ?";
        this.#storage.exec("identity_keys", remove, site, row.created_at);
      }
    });
    return { key, createdAt };
  }

  #publicKey(site: SiteId): string | null {
    return this.#storage.get<string | null>(publicKeyOf(site)) ?? null;
  }

  #rows(site: SiteId): Row[] {
    const query = "SELECT key, created_at FROM identity_keys WHERE site = ? ORDER BY created_at DESC";
    return this.#storage.exec<Row>("read", query, site);
  }
}

function publicKeyOf(site: SiteId): string {
  return `identity_public_key:${site}`;
}
