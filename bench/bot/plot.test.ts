import { expect, it } from "vitest";
import { type Plot, svg } from "./plot.ts";

const plot: Plot = {
  title: 'More < less & "other"',
  notes: ["one", "two"],
  x: { label: "across", from: 0, to: 1, ticks: [0, 0.5, 1], format: (value) => `x${value}` },
  y: { label: "up", from: 0.5, to: 1, ticks: [0.5, 1], format: (value) => `y${value}` },
  series: [
    {
      name: "first",
      points: [
        { x: 0, y: 0.5, title: "low <1>" },
        { x: 1, y: 1 },
      ],
    },
    { name: "second", points: [{ x: 0.5, y: 0.75 }], dashed: true },
  ],
  guides: [
    [
      { x: 0, y: 0.95 },
      { x: 1, y: 0.95 },
    ],
  ],
  bars: { name: "counts", items: [{ from: 0, to: 0.5, count: 12 }] },
};

it("draws axes, lines, marks, bars and a legend, in text that is text", () => {
  const picture = svg(plot);
  expect(svg(plot)).toBe(picture);
  for (const text of ["x0.5", "y0.5", "across", "up", "first", "second", "counts", ">12<", "one", "two"])
    expect(picture).toContain(text);
  expect(picture).toContain("More &lt; less &amp; &quot;other&quot;");
  expect(picture).toContain("<title>low &lt;1></title>");
  expect(picture.match(/class="s0"/g)).toHaveLength(2);
  expect(picture.match(/class="m0"/g)).toHaveLength(2);
  expect(picture.match(/class="m1"/g)).toBe(null);
  expect(picture).toContain("prefers-color-scheme:dark");
  expect(picture).not.toMatch(/NaN|undefined|Infinity|<script|href/);
});

it("puts the ends of the axes at the frame", () => {
  const [, left, foot, right, top] = /class="s0" d="M(\S+) (\S+)L(\S+) (\S+)"/.exec(svg(plot)) ?? [];
  const frame =
    /class="frame" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/.exec(svg(plot))?.slice(1).map(Number) ?? [];
  const [x = 0, y = 0, width = 0, height = 0] = frame;
  expect([left, foot, right, top].map(Number)).toEqual([x, y + height, x + width, y]);
});
