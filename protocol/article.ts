/** An article's body as a tree of plain values: made at build time from Markdown, built as DOM nodes by the widget. Text is text. */
export type Inline =
  | string
  | { t: "strong" | "em" | "del"; c: Inline[] }
  | { t: "code"; text: string }
  | { t: "br" }
  /**
   * `href` is https:, http:, mailto: or tel:, checked at build time and to be checked again where it becomes a link. Or it is # and the
   * id of a heading of the same article: a link where the whole article is one page, elsewhere its words alone.
   */
  | { t: "link"; href: string; c: Inline[] }
  /** A link to another article of the same site and locale. */
  | { t: "ref"; article: string; c: Inline[] };

export type Block =
  | { t: "p"; c: Inline[] }
  | { t: "h"; level: 2 | 3 | 4; id: string; c: Inline[] }
  | { t: "list"; ordered: boolean; start?: number; items: Block[][] }
  | { t: "code"; text: string }
  | { t: "quote"; c: Block[] }
  | { t: "table"; head: Inline[][]; rows: Inline[][][] }
  | { t: "hr" }
  /** `src` is a path on the support server (`/media/…`). Width and height in pixels, so that nothing moves when it loads. */
  | { t: "img"; src: string; alt: string; width: number; height: number };

/** A button under an article: a link on an allowed host, or an event for the page that embeds the widget. */
export type Action = { label: string; href: string } | { label: string; event: string };

export type ArticleRef = { id: string; title: string };

/** What a visitor may read of an article. `id` is `<category>/<slug>`, the same in every locale. */
export type Article = {
  id: string;
  title: string;
  category: string;
  locale: string;
  updated: string;
  body: Block[];
  related: ArticleRef[];
  actions: Action[];
  /** Path of its page in the help centre. */
  url: string;
};

/** A hit of search-as-you-type. `ranges` are [start, end) in UTF-16 units of `title`, for marking without markup. */
export type SearchHit = { id: string; title: string; category: string; ranges: [number, number][] };
