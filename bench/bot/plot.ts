/** A point may carry a label that is shown when it is pointed at. */
export type PlotPoint = { x: number; y: number; title?: string };
/** `marks` stand beside the line of `points`; without them, every labelled point of the line has one. */
export type Series = {
  name: string;
  points: readonly PlotPoint[];
  marks?: readonly PlotPoint[];
  dashed?: boolean;
};
export type Axis = {
  label: string;
  from: number;
  to: number;
  ticks: readonly number[];
  format: (value: number) => string;
};
export type Plot = {
  title: string;
  /** Lines below the title. */
  notes: readonly string[];
  x: Axis;
  y: Axis;
  series: readonly Series[];
  /** Guides without a name in the legend. */
  guides: readonly [from: PlotPoint, to: PlotPoint][];
  /** Counts along the foot of the plot, each within [from, to] of the x axis. */
  bars?: { name: string; items: readonly { from: number; to: number; count: number }[] };
};

const WIDTH = 800;
const HEIGHT = 540;
const LEFT = 76;
const RIGHT = 560;
const TOP = 88;
const FOOT = 472;
/** Bars take at most this share of the height. */
const BARS = 0.22;

/** Told apart by people who see few colours, too: each series has its own mark. Okabe and Ito's palette, darkened or lightened by theme. */
const COLOURS: readonly [light: string, dark: string][] = [
  ["#0072b2", "#56b4e9"],
  ["#c04a00", "#ff9f5a"],
  ["#007a57", "#3ddcab"],
  ["#a3447f", "#f09ccb"],
  ["#6b5b00", "#e6d34a"],
  ["#555555", "#bbbbbb"],
];

const STYLE = [
  "text{font:13px system-ui,sans-serif;fill:#222}.title{font-size:16px;font-weight:600}.note,.small{font-size:11.5px;fill:#555}",
  ".paper{fill:#fff}.frame{fill:none;stroke:#888}.grid{stroke:#ddd}.guide{stroke:#888;stroke-dasharray:2 4}.bar{fill:#d8dee6}",
  ...COLOURS.map(([light], i) => `.s${i}{stroke:${light};fill:none;stroke-width:2}.m${i}{fill:${light}}`),
  "@media(prefers-color-scheme:dark){text{fill:#eee}.note,.small{fill:#bbb}.paper{fill:#14171c}.grid{stroke:#30363f}.bar{fill:#2b3440}",
  ...COLOURS.map(([, dark], i) => `.s${i}{stroke:${dark}}.m${i}{fill:${dark}}`),
  "}",
].join("\n");

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const n = (value: number): string => String(Math.round(value * 10) / 10);

/** Circle, square, diamond, triangles: by number. */
function mark(i: number, x: number, y: number, title?: string): string {
  const shapes = [
    `M${n(x - 4)} ${n(y)}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`,
    `M${n(x - 3.5)} ${n(y - 3.5)}h7v7h-7z`,
    `M${n(x)} ${n(y - 5)}l5 5-5 5-5-5z`,
    `M${n(x)} ${n(y - 4.6)}l4.6 8h-9.2z`,
    `M${n(x)} ${n(y + 4.6)}l4.6-8h-9.2z`,
  ];
  const shown = title === undefined ? "/>" : `><title>${escape(title)}</title></path>`;
  return `<path class="m${i}" d="${shapes[i % shapes.length]}"${shown}`;
}

/** A picture that needs nothing but itself: follows the reader's light or dark theme, and is the same for the same figures. */
export function svg({ title, notes, x, y, series, guides, bars }: Plot): string {
  const px = (value: number): number => LEFT + ((value - x.from) / (x.to - x.from)) * (RIGHT - LEFT);
  const py = (value: number): number => FOOT - ((value - y.from) / (y.to - y.from)) * (FOOT - TOP);
  const parts: string[] = [];
  const most = Math.max(1, ...(bars?.items ?? []).map(({ count }) => count));
  for (const { from, to, count } of bars?.items ?? []) {
    const height = (count / most) * BARS * (FOOT - TOP);
    parts.push(
      `<rect class="bar" x="${n(px(from) + 2)}" y="${n(FOOT - height)}" width="${n(px(to) - px(from) - 4)}" height="${n(height)}"/>`,
      `<text class="small" x="${n((px(from) + px(to)) / 2)}" y="${n(FOOT - height - 4)}" text-anchor="middle">${count}</text>`,
    );
  }
  for (const tick of x.ticks)
    parts.push(
      `<path class="grid" d="M${n(px(tick))} ${TOP}V${FOOT}"/>`,
      `<text x="${n(px(tick))}" y="${FOOT + 18}" text-anchor="middle">${escape(x.format(tick))}</text>`,
    );
  for (const tick of y.ticks)
    parts.push(
      `<path class="grid" d="M${LEFT} ${n(py(tick))}H${RIGHT}"/>`,
      `<text x="${LEFT - 8}" y="${n(py(tick) + 4)}" text-anchor="end">${escape(y.format(tick))}</text>`,
    );
  for (const [from, to] of guides)
    parts.push(`<path class="guide" d="M${n(px(from.x))} ${n(py(from.y))}L${n(px(to.x))} ${n(py(to.y))}"/>`);
  const stroke = (dashed: boolean | undefined): string => (dashed === true ? ' stroke-dasharray="7 4"' : "");
  series.forEach(({ points, marks = points, dashed }, i) => {
    const way = points.map((point, j) => `${j === 0 ? "M" : "L"}${n(px(point.x))} ${n(py(point.y))}`).join("");
    parts.push(`<path class="s${i}"${stroke(dashed)} d="${way}"/>`);
    for (const point of marks)
      if (point.title !== undefined) parts.push(mark(i, px(point.x), py(point.y), point.title));
  });
  const legend = series.map(({ name, points, marks = points, dashed }, i) => {
    const at = TOP + 14 + 24 * i;
    const line = `<path class="s${i}"${stroke(dashed)} d="M${RIGHT + 16} ${at - 4}h22"/>`;
    const sign = marks.some(({ title: shown }) => shown !== undefined) ? mark(i, RIGHT + 27, at - 4) : "";
    return `${line}${sign}<text x="${RIGHT + 46}" y="${at}">${escape(name)}</text>`;
  });
  if (bars !== undefined) {
    const at = TOP + 14 + 24 * series.length;
    legend.push(
      `<rect class="bar" x="${RIGHT + 16}" y="${at - 10}" width="22" height="12"/><text x="${RIGHT + 46}" y="${at}">${escape(bars.name)}</text>`,
    );
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${escape(title)}">`,
    `<style>\n${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>`,
    `<text class="title" x="${LEFT}" y="28">${escape(title)}</text>`,
    ...notes.map((note, i) => `<text class="note" x="${LEFT}" y="${48 + 16 * i}">${escape(note)}</text>`),
    ...parts,
    `<rect class="frame" x="${LEFT}" y="${TOP}" width="${RIGHT - LEFT}" height="${FOOT - TOP}"/>`,
    `<text x="${(LEFT + RIGHT) / 2}" y="${FOOT + 44}" text-anchor="middle">${escape(x.label)}</text>`,
    `<text transform="translate(20 ${(TOP + FOOT) / 2}) rotate(-90)" text-anchor="middle">${escape(y.label)}</text>`,
    ...legend,
    "</svg>",
    "",
  ].join("\n");
}
