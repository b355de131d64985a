import { t } from "../language.ts";
import type { Loaded } from "./use-loaded.ts";

/** In place of what has not come (yet). */
export function LoadTrouble({ value, trouble, again }: Loaded<unknown>) {
  const { common, errors } = t.value;
  if (trouble) {
    return (
      <p class="error" role="alert">
        {errors[trouble]}{" "}
        <button type="button" class="button" onClick={again}>
          {common.tryAgain}
        </button>
      </p>
    );
  }
  return value === null ? <p class="muted">{common.loading}</p> : null;
}
