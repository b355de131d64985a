import { beforeEach, expect, test, vi } from "vitest";
import { ThreadScroll } from "./thread-scroll.ts";

let resized = (): void => {};
let redrawn = (): void => {};
beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(act: () => void) {
        resized = act;
      }
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal(
    "MutationObserver",
    class {
      constructor(act: () => void) {
        redrawn = act;
      }
      observe() {}
      disconnect() {}
    },
  );
});

function thread() {
  const box = { scrollHeight: 1000, clientHeight: 400, scrollTop: 0 };
  const scroll = new ThreadScroll();
  scroll.attach(box as HTMLElement);
  scroll.changed("a", "m", false);
  return { box, scroll };
}

test("begins at the end and stays there while messages come and the box changes its size", () => {
  const { box, scroll } = thread();
  expect(box.scrollTop).toBe(1000);
  box.scrollHeight = 1100;
  expect(scroll.changed("a", "n", false)).toBe(false);
  expect(box.scrollTop).toBe(1100);
  box.scrollTop = 0;
  resized();
  expect(box.scrollTop).toBe(1100);
});

test("what grows inside a message does not push the end out of sight, nor away what is read further up", () => {
  const { box, scroll } = thread();
  box.scrollHeight = 1060;
  redrawn();
  expect(box.scrollTop).toBe(1060);
  box.scrollTop = 200;
  scroll.scrolled();
  box.scrollHeight = 1200;
  redrawn();
  expect(box.scrollTop).toBe(200);
});

test("what is read further up stays, and something new below is told", () => {
  const { box, scroll } = thread();
  box.scrollTop = 200;
  expect(scroll.scrolled()).toBe(false);
  box.scrollHeight = 1100;
  expect(scroll.changed("a", "n", false)).toBe(true);
  expect(box.scrollTop).toBe(200);
  resized();
  expect(box.scrollTop).toBe(200);
});

test("older messages above push what is read down by their height, and are not news", () => {
  const { box, scroll } = thread();
  box.scrollTop = 50;
  scroll.scrolled();
  box.scrollHeight = 1600;
  expect(scroll.changed("older", "m", false)).toBe(false);
  expect(box.scrollTop).toBe(650);
});

test("one's own message is shown wherever one was, once", () => {
  const { box, scroll } = thread();
  box.scrollTop = 50;
  scroll.scrolled();
  box.scrollHeight = 1100;
  expect(scroll.changed("a", "mine", true)).toBe(false);
  expect(box.scrollTop).toBe(1100);
  box.scrollTop = 50;
  scroll.scrolled();
  scroll.changed("a", "mine", true);
  expect(box.scrollTop).toBe(50);
});

test("near the end is at the end", () => {
  const { box, scroll } = thread();
  box.scrollTop = 560;
  expect(scroll.scrolled()).toBe(true);
  box.scrollTop = 530;
  expect(scroll.scrolled()).toBe(false);
});
