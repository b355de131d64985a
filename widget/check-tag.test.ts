// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { checkTag, complaints } from "./check-tag.ts";
import type { WidgetElement } from "./port.ts";

const tag = (attributes: Record<string, string>): WidgetElement => {
  const made = document.createElement("support-widget");
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made as unknown as WidgetElement;
};

afterEach(() => vi.restoreAllMocks());

describe("a tag that is right", () => {
  test.each([
    {},
    { theme: "dark", position: "start", mode: "inline", consent: "ask", storage: "none", dir: "rtl" },
    { server: "https://support.example", site: "acme", lang: "pt-BR", "z-index": "20", "user-token": "a.b.c" },
    { server: "http://localhost:8787/", theme: "" },
  ])("%j: nothing is said", (attributes) => expect(complaints(tag(attributes))).toEqual([]));
});

describe("a tag that is wrong", () => {
  test.each([
    [{ theme: "night" }, 'theme="night"', '"auto" is used'],
    [{ position: "left" }, 'position="left"', "end, start"],
    [{ mode: "popup" }, 'mode="popup"', '"bubble" is used'],
    [{ consent: "yes" }, 'consent="yes"', "none, ask"],
    [{ storage: "cookie" }, 'storage="cookie"', '"local" is used'],
    [{ server: "support.example" }, 'server="support.example"', "https://"],
    [{ server: "https://support.example/desk" }, "server=", "no origin"],
    [{ site: "Acme!" }, 'site="Acme!"', "site id"],
    [{ "z-index": "top" }, 'z-index="top"', "whole number"],
    [{ lang: "e!" }, 'lang="e!"', "language tag"],
  ])("%j: one line that names it, what may be, and what is done", (attributes, name, why) => {
    const [line, ...more] = complaints(tag(attributes));
    expect(more).toEqual([]);
    expect(line).toContain(`<support-widget ${name}`);
    expect(line).toContain(why);
  });

  test("a token is not printed", () => {
    const lines = complaints(tag({ "user-token": "secret" }));
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain("secret");
  });

  test("a colour that is none", () => {
    const made = tag({});
    made.style.setProperty("--sw-accent", "blurple");
    document.body.append(made);
    expect(complaints(made, () => false)).toEqual(["--sw-accent: blurple is no colour."]);
    made.remove();
  });

  test("goes to the console, as warnings", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    checkTag(tag({ theme: "night", mode: "popup" }));
    expect(warn).toHaveBeenCalledTimes(2);
  });
});
