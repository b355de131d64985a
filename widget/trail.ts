import type { ViewName } from "./port.ts";

export type Place = ViewName | "article";

/** Where the visitor is in the panel, and the way back. */
export class Trail {
  place: Place = "home";
  /** Articles since home or chat was left; the last one is the one to show. */
  articles: string[] = [];
  #from: ViewName = "home";

  enter(id: string): void {
    if (this.place !== "article") {
      this.#from = this.place;
      this.articles = [];
    }
    this.articles.push(id);
    this.place = "article";
  }

  back(): Place {
    if (this.place === "chat") return "home";
    this.articles.pop();
    return this.articles.length ? "article" : this.#from;
  }
}
