import { expect, test } from "vitest";
import { browserName, webAddress } from "./visitor-facts.ts";

test.each([
  ["https://example.com/a b?q=1", "https://example.com/a%20b?q=1"],
  ["HTTP://EXAMPLE.COM", "http://example.com/"],
  ["javascript:alert(1)", null],
  [" \tjava\nscript:alert(1)", null],
  ["data:text/html,<script>alert(1)</script>", null],
  ["blob:https://example.com/1", null],
  ["//example.com/x", null],
  ["/relative", null],
  ["", null],
])("an address becomes a link only over http or https: %j", (text, href) => {
  expect(webAddress(text)).toBe(href);
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox 132, Windows"],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
    "Edge 130, Windows",
  ],
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 YaBrowser/24.10.0 Safari/537.36",
    "Yandex Browser 24, Linux",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari 18, iOS",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36",
    "Chrome 130, Android",
  ],
  ["curl/8.5.0", null],
  ["<b>bold</b>", null],
])("a browser in a few words: %s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});
