import type { WayLink } from "../../protocol/api.ts";

/** A site in one language, as every page of its help centre shows it. */
export type HelpSite = {
  id: string;
  /** As visitors call it. */
  name: string;
  /** Language of the articles. */
  locale: string;
  /** Languages that have articles. */
  locales: readonly string[];
  /** Origin of the server, for absolute addresses. */
  origin: string;
  /** A chat belongs to it. */
  chat: boolean;
  /** Deskbell's own help: for the people of the desk. */
  own: boolean;
  /** Who answers when; null: not said. */
  presence: string | null;
  /** The owner's other ways. */
  ways: readonly WayLink[];
};

/** The same page in another language. */
export type Alternate = { locale: string; path: string };
