/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { SEARCH_MAX_CODE_POINTS } from "../../protocol/limits.ts";
import type { HelpWords } from "./words.ts";

/** `action`: path of the search page. A plain form: it works before and without any script. */
export function SearchForm(props: { action: string; query: string; words: HelpWords; small?: boolean }) {
  const { action, query, words, small = false } = props;
  return (
    <search class={small ? "search small" : "search"}>
      <form action={action} method="get">
        <label for="q">{words.search}</label>
        <div class="field">
          <input
            id="q"
            type="search"
            name="q"
            value={query}
            maxlength={SEARCH_MAX_CODE_POINTS}
            autocomplete="off"
            enterkeyhint="search"
            placeholder={words.search}
          />
          <button type="submit">{words.searchButton}</button>
        </div>
      </form>
    </search>
  );
}
