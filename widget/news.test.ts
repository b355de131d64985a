// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AgentId } from "../protocol/model.ts";
import { News } from "./news.ts";

const KEY = "deskbell:https://support.example:acme";
const message = (seq: number, text = "Hello") => ({
  seq,
  author: { kind: "agent", id: "a_1" as AgentId, name: "Anna" } as const,
  body: { kind: "text", text } as const,
});

let stored: Map<string, string>;
let shown: { name: string; body: string }[];
let locked: Set<string>;
const open = vi.fn();

/** A tab of its own, with the storage and the locks that all tabs of a browser share. */
function tab(sound = false): News {
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  return new News({ storage, key: KEY, conversation: () => "c_1", sound: () => sound, bot: () => "Support", open });
}

beforeEach(() => {
  vi.useFakeTimers();
  stored = new Map([[`${KEY}:notices`, "1"]]);
  shown = [];
  locked = new Set();
  const notification = class {
    static permission = "granted";
    onclick: (() => void) | undefined;
    constructor(name: string, { body }: { body: string }) {
      shown.push({ name, body });
    }
    close() {}
  };
  vi.stubGlobal("Notification", notification);
  vi.stubGlobal("navigator", {
    locks: {
      async request(name: string, _options: object, act: (lock: object | null) => Promise<void>) {
        if (locked.has(name)) return act(null);
        locked.add(name);
        await act({});
        locked.delete(name);
      },
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("of three tabs one tells", async () => {
  const told = [tab(), tab(), tab()].map((one) => one.tell(message(3)));
  await vi.runAllTimersAsync();
  await Promise.all(told);
  expect(shown).toEqual([{ name: "Anna", body: "Hello" }]);
});

test("a tab that hears of it later tells nothing", async () => {
  void tab().tell(message(3));
  await vi.runAllTimersAsync();
  void tab().tell(message(3));
  await vi.runAllTimersAsync();
  expect(shown).toHaveLength(1);
});

test("nor does anybody when a tab has shown it meanwhile", async () => {
  void tab().tell(message(3));
  stored.set(`${KEY}:seen`, "c_1 3");
  await vi.runAllTimersAsync();
  expect(shown).toEqual([]);
});

test("no notification without the visitor's choice, or when the browser has taken it back", async () => {
  stored.delete(`${KEY}:notices`);
  void tab().tell(message(3));
  await vi.runAllTimersAsync();
  stored.set(`${KEY}:notices`, "1");
  (Notification as unknown as { permission: string }).permission = "denied";
  void tab().tell(message(4));
  await vi.runAllTimersAsync();
  expect(shown).toEqual([]);
});

test("without locks once all the same, one after the other", async () => {
  vi.stubGlobal("navigator", {});
  void tab().tell(message(3, "<img src=x onerror=alert(1)>"));
  await vi.runAllTimersAsync();
  void tab().tell(message(3));
  await vi.runAllTimersAsync();
  expect(shown).toEqual([{ name: "Anna", body: "<img src=x onerror=alert(1)>" }]);
});

test.each([
  [
    "throws",
    () => {
      throw new DOMException("opaque origin", "SecurityError");
    },
  ],
  ["rejects", () => Promise.reject(new DOMException("opaque origin", "SecurityError"))],
])("where asking for a lock %s: once all the same", async (_, request) => {
  vi.stubGlobal("navigator", { locks: { request } });
  const told = tab().tell(message(3));
  await vi.runAllTimersAsync();
  await told;
  void tab().tell(message(3));
  await vi.runAllTimersAsync();
  expect(shown).toHaveLength(1);
});

test("a conversation that has left the panel tells nothing, whatever was waiting, and writes nothing down", async () => {
  const news = tab();
  void news.tell(message(3));
  await vi.advanceTimersByTimeAsync(100);
  news.end();
  await vi.runAllTimersAsync();
  expect([shown, stored.has(`${KEY}:told`)]).toEqual([[], false]);
  // Nor has it told the message for the others.
  void tab().tell(message(3));
  await vi.runAllTimersAsync();
  expect(shown).toHaveLength(1);
});

describe("sound", () => {
  let played: { hz: number; from: number; to: number }[];
  let audios: { state: string; closed: number; notes: { onended?: () => void }[] }[];

  function stubAudio(state: string): void {
    played = [];
    audios = [];
    class Audio {
      state = state;
      currentTime = 10;
      destination = {};
      closed = 0;
      notes: { onended?: () => void }[] = [];
      constructor() {
        audios.push(this);
      }
      createGain() {
        return { gain: { value: 1 }, connect() {} };
      }
      createOscillator() {
        const note = { hz: 0, from: 0, to: 0 };
        played.push(note);
        const oscillator = {
          frequency: {
            set value(hz: number) {
              note.hz = hz;
            },
          },
          connect() {},
          start: (at: number) => void (note.from = at),
          stop: (at: number) => void (note.to = at),
        };
        this.notes.push(oscillator);
        return oscillator;
      }
      async close() {
        this.closed++;
      }
    }
    vi.stubGlobal("AudioContext", Audio);
  }

  test("two notes, one after the other, and the device is given back at their end", async () => {
    stubAudio("running");
    void tab(true).tell(message(3));
    await vi.runAllTimersAsync();
    expect(played.map(({ hz }) => hz)).toEqual([660, 880]);
    expect(played[0]?.from).toBe(10);
    expect(played[1]?.from).toBe(played[0]?.to);
    expect(audios[0]?.closed).toBe(0);
    for (const note of audios[0]?.notes ?? []) note.onended?.();
    expect(audios.map(({ closed }) => closed)).toEqual([1]);
  });

  test("silent, and given back at once, where nobody has touched the page; silent without the tag's word", async () => {
    stubAudio("suspended");
    void tab(true).tell(message(3));
    await vi.runAllTimersAsync();
    expect(audios.map(({ closed }) => closed)).toEqual([1]);
    void tab(false).tell(message(4));
    await vi.runAllTimersAsync();
    expect(audios).toHaveLength(1);
  });

  test("a browser without sound still notifies", async () => {
    vi.stubGlobal("AudioContext", undefined);
    void tab(true).tell(message(3));
    await vi.runAllTimersAsync();
    expect(shown).toHaveLength(1);
  });
});

test("the number stands in the title of a hidden page, and goes when it is looked at", () => {
  document.title = "Prices";
  let state = "hidden";
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => state as DocumentVisibilityState);
  const news = tab();
  news.count(2);
  expect(document.title).toBe("(2) Prices");
  document.title = "Order (paid)";
  news.count(3);
  expect(document.title).toBe("(3) Order (paid)");
  state = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  expect(document.title).toBe("Order (paid)");
});

test("the number leaves the title with its conversation", () => {
  document.title = "Prices";
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
  const news = tab();
  news.count(2);
  news.end();
  news.count(3);
  expect(document.title).toBe("Prices");
});
