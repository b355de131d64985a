/**
 * The only way to an object's storage. Rows written are the bill, so every write says why it happens and is counted; the
 * tests hold the sums to budgets. `setAlarm` and `deleteAlarm` are billed as a row each and are invisible to
 * `cursor.rowsWritten`, hence the counting here.
 */
export class MeteredStorage {
  readonly #storage: DurableObjectStorage;
  /** Rows written since this instance woke, by cause. */
  readonly rows = new Map<string, number>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  exec<Row extends Record<string, SqlStorageValue>>(cause: string, query: string, ...values: SqlStorageValue[]): Row[] {
    const cursor = this.#storage.sql.exec<Row>(query, ...values);
    const rows = cursor.toArray();
    this.#count(cause, cursor.rowsWritten);
    return rows;
  }

  /** For a virtual table, whose own tables the cursor does not see: counts every row that changes, there too. */
  execVirtual(cause: string, query: string, ...values: SqlStorageValue[]): void {
    const changes = () => this.#storage.sql.exec<{ n: number }>("SELECT total_changes() AS n").one().n;
    const before = changes();
    this.#storage.sql.exec(query, ...values).toArray();
    // FTS5 keeps what is new in memory and writes it when a savepoint begins.
    this.#storage.transactionSync(() => undefined);
    this.#count(cause, changes() - before);
  }

  get<T>(key: string): T | undefined {
    return this.#storage.kv.get<T>(key);
  }

  put<T>(cause: string, key: string, value: T): void {
    this.#storage.kv.put(key, value);
    this.#count(cause, 1);
  }

  delete(cause: string, key: string): void {
    this.#storage.kv.delete(key);
    this.#count(cause, 1);
  }

  /** Tables, values and the alarm: the object is as if it had never been. What is done after the call (awaited or not) is done to an empty one. */
  deleteAll(cause: string): Promise<void> {
    this.#count(cause, 1);
    return this.#storage.deleteAll();
  }

  /** All or nothing: one commit. */
  transaction<T>(work: () => T): T {
    return this.#storage.transactionSync(work);
  }

  getAlarm(): Promise<number | null> {
    return this.#storage.getAlarm();
  }

  /** Joins the commit of the writes around it, as long as nothing is awaited between them. */
  setAlarm(cause: string, at: number): Promise<void> {
    this.#count(cause, 1);
    return this.#storage.setAlarm(at);
  }

  #count(cause: string, rows: number): void {
    if (rows > 0) this.rows.set(cause, (this.rows.get(cause) ?? 0) + rows);
  }
}
