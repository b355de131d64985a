import { expect, test } from "vitest";
import { OUTBOX_MAX, storedOutbox } from "./outbox.ts";
import { safeStorage } from "./safe-storage.ts";
import { memoryStorage } from "./testing/world.ts";
import type { KeyValueStorage, PendingMessage } from "./types.ts";

const message = (n: number, state: PendingMessage["state"] = "pending"): PendingMessage => ({
  clientId: `message-${n}`,
  text: `text ${n}`,
  state,
  at: n,
});

test("keeps the order, replaces in place, and leaves nothing behind when it is empty", () => {
  const storage = memoryStorage();
  const outbox = storedOutbox(storage, "k");
  outbox.keep(message(1));
  outbox.keep(message(2));
  outbox.keep(message(1, "failed"));
  expect(outbox.read()).toEqual([message(1, "failed"), message(2)]);
  outbox.drop("message-1");
  outbox.drop("message-2");
  expect(storage.map.size).toBe(0);
});

test("two tabs do not overwrite each other", () => {
  const storage = memoryStorage();
  const one = storedOutbox(storage, "k");
  const two = storedOutbox(storage, "k");
  one.keep(message(1));
  two.keep(message(2));
  one.drop("message-1");
  expect(storedOutbox(storage, "k").read()).toEqual([message(2)]);
});

test.each([
  ["no JSON", "{"],
  ["no list", '{"a":1}'],
  ["null", "null"],
  ["no messages", '[null, 1, "x", {}, {"clientId":"<script>","text":"t","at":1,"state":"pending"}]'],
  ["files that are no list", '[{"clientId":"message-1","text":"t","at":1,"state":"pending","files":{"id":"x"}}]'],
  ["files without ids", '[{"clientId":"message-1","text":"t","at":1,"state":"pending","files":[null,{"id":"../x"}]}]'],
  ["a broken choice", '[{"clientId":"message-1","text":"t","at":1,"state":"pending","choice":{"of":"1"}}]'],
])("broken content is as good as none: %s", (_, content) => {
  const storage = memoryStorage();
  storage.setItem("k", content);
  const outbox = storedOutbox(storage, "k");
  expect(outbox.read()).toEqual([]);
  outbox.keep(message(1));
  expect(outbox.read()).toEqual([message(1)]);
});

test("holds no more than its cap", () => {
  const outbox = storedOutbox(memoryStorage(), "k");
  for (let n = 0; n < OUTBOX_MAX + 5; n++) outbox.keep(message(n));
  expect(outbox.read()).toHaveLength(OUTBOX_MAX);
  expect(outbox.read()[0]).toEqual(message(0));
});

test("storage that throws or is absent: memory serves", () => {
  const broken: KeyValueStorage = {
    getItem: () => {
      throw new Error("SecurityError");
    },
    setItem: () => {
      throw new Error("QuotaExceededError");
    },
    removeItem: () => {
      throw new Error("SecurityError");
    },
  };
  for (const storage of [broken, null]) {
    const outbox = storedOutbox(safeStorage(storage), "k");
    outbox.keep(message(1));
    outbox.keep(message(2));
    expect(outbox.read()).toEqual([message(1), message(2)]);
    outbox.drop("message-1");
    outbox.drop("message-2");
    expect(outbox.read()).toEqual([]);
  }
});

test("a full storage keeps the old value, memory the new one, and memory wins", () => {
  const storage = memoryStorage();
  const safe = safeStorage({
    ...storage,
    setItem: (key, value) => {
      if (value.length > 200) throw new Error("QuotaExceededError");
      storage.setItem(key, value);
    },
  });
  const outbox = storedOutbox(safe, "k");
  for (const n of [1, 2, 3]) outbox.keep(message(n));
  expect(outbox.read()).toEqual([message(1), message(2), message(3)]);
  outbox.drop("message-1");
  outbox.drop("message-2");
  expect(storedOutbox(storage, "k").read()).toEqual([message(3)]);
});
