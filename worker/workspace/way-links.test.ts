import { describe, expect, it } from "vitest";
import { type Way, way } from "../../protocol/settings.ts";
import { wayLinks } from "./way-links.ts";

const none = { en: "", ru: "" };
const link = (kind: Way["kind"], value: string) => ({ kind, value, label: none, hours: none });

describe("other ways", () => {
  it.each([
    ["phone", "+7 (495) 123-45-67", "tel:+74951234567"],
    ["phone", "8 800 555.35.35", "tel:88005553535"],
    ["mail", "help+shop@shop.example", "mailto:help+shop@shop.example"],
    ["mail", 'a"b<c>%0A@shop.example', "mailto:a%22b%3Cc%3E%250A@shop.example"],
    ["link", "https://t.me/shop", "https://t.me/shop"],
    ["link", "https://поддержка.рф/а", "https://xn--80ahaefyxhn.xn--p1ai/%D0%B0"],
  ] as const)("%s %s", (kind, value, href) => {
    expect(way.safeParse(link(kind, value)).success).toBe(true);
    expect(wayLinks([link(kind, value)], "en")).toEqual([{ kind, label: value, href, hours: "" }]);
  });

  it("what is no address after all is left out", () => {
    expect(wayLinks([link("link", "https://["), link("link", "javascript:alert(1)")], "en")).toEqual([]);
  });

  it("speaks the asked language, else the other one, else shows the value", () => {
    const ways: Way[] = [
      { ...link("phone", "12345"), label: { en: "Phone", ru: "Телефон" }, hours: { en: "", ru: "до обеда" } },
      { ...link("phone", "12345"), label: { en: "Hotline", ru: "" } },
      link("phone", "12345"),
    ];
    expect(wayLinks(ways, "ru").map((w) => [w.label, w.hours])).toEqual([
      ["Телефон", "до обеда"],
      ["Hotline", ""],
      ["12345", ""],
    ]);
    expect(wayLinks(ways, "en").map((w) => [w.label, w.hours])[0]).toEqual(["Phone", "до обеда"]);
  });
});
