import { t } from "../language.ts";
import type { ReturnLinkState } from "./use-return-link.ts";

/** What came of copying or revoking the link. */
export function ReturnLinkResult({ state }: { state: ReturnLinkState }) {
  const { ticket: words, errors } = t.value;
  if (state.kind === "failed") {
    return (
      <p class="error" role="alert">
        {errors[state.code]}
      </p>
    );
  }
  return (
    <output class={state.kind === "none" ? "none" : "hint"}>
      {state.kind === "copied" && words.linkCopied}
      {state.kind === "revoked" && words.linkRevoked}
      {state.kind === "shown" && (
        <label class="field">
          {words.linkByHand}
          <input readOnly value={state.url} aria-label={words.link} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
    </output>
  );
}
