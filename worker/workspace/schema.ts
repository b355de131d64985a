/** Sessions and invitations are stored by the hash of their secret: a copy of the database signs nobody in. Steps are only appended. */
export const SCHEMA: readonly string[][] = [
  [
    `CREATE TABLE agents (id TEXT PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL UNIQUE, role TEXT NOT NULL,
      password TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE sessions (secret_hash TEXT PRIMARY KEY, agent_id TEXT NOT NULL, expires_at INTEGER NOT NULL)
      STRICT, WITHOUT ROWID`,
    `CREATE TABLE invitations (secret_hash TEXT PRIMARY KEY, invited_by TEXT NOT NULL, expires_at INTEGER NOT NULL)
      STRICT, WITHOUT ROWID`,
  ],
  [
    `CREATE TABLE site_settings (site TEXT PRIMARY KEY, version INTEGER NOT NULL, value TEXT NOT NULL)
      STRICT, WITHOUT ROWID`,
    `CREATE TABLE seen_pages (site TEXT NOT NULL, origin TEXT NOT NULL, seen_at INTEGER NOT NULL,
      PRIMARY KEY (site, origin)) STRICT, WITHOUT ROWID`,
    `CREATE TABLE tried_questions (site TEXT PRIMARY KEY, count INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
    `CREATE TABLE article_feedback (site TEXT NOT NULL, locale TEXT NOT NULL, article TEXT NOT NULL, yes INTEGER NOT NULL,
      no INTEGER NOT NULL, PRIMARY KEY (site, locale, article)) STRICT, WITHOUT ROWID`,
  ],
  [
    `CREATE TABLE identity_keys (site TEXT NOT NULL, created_at INTEGER NOT NULL, key TEXT NOT NULL,
      PRIMARY KEY (site, created_at)) STRICT, WITHOUT ROWID`,
  ],
  [
    // Sessions that have ended, until every Inbox shard has heard of it.
    `CREATE TABLE ended_sessions (session TEXT PRIMARY KEY, agent_id TEXT NOT NULL, ended_at INTEGER NOT NULL)
      STRICT, WITHOUT ROWID`,
  ],
];
