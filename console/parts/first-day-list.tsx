import { useEffect } from "preact/hooks";
import { doneCount, isDone, STEPS } from "../first-day.ts";
import { firstDay, firstDayHidden, hideFirstDay, loadFirstDay } from "../first-day-store.ts";
import { t } from "../language.ts";
import { FirstDayStep } from "./first-day-step.tsx";

/** The checklist. Looks again whenever the page is come back to: what it asks for is done elsewhere. */
export function FirstDayList({ admin, level }: { admin: boolean; level: 1 | 2 }) {
  const { firstDay: words, common, errors } = t.value;
  const state = firstDay.value;
  useEffect(() => {
    const look = () => void loadFirstDay();
    look();
    addEventListener("focus", look);
    return () => removeEventListener("focus", look);
  }, []);
  const Title = level === 1 ? "h1" : "h2";
  return (
    <div class="first-day">
      <Title>{words.title}</Title>
      {state.kind === "loading" && <p class="muted">{common.loading}</p>}
      {state.kind === "failed" && (
        <p class="error" role="alert">
          {errors[state.code]}{" "}
          <button type="button" class="button" onClick={() => void loadFirstDay()}>
            {common.tryAgain}
          </button>
        </p>
      )}
      {state.kind === "ready" && (
        <>
          <p class="muted">{words.intro}</p>
          <div class="progress">
            <progress value={doneCount(state.value)} max={STEPS.length} aria-hidden="true" />
            <output>
              {doneCount(state.value) === STEPS.length
                ? words.complete
                : words.progress(doneCount(state.value), STEPS.length)}
            </output>
          </div>
          <ol class="steps">
            {STEPS.map((step) => (
              <FirstDayStep
                key={step}
                step={step}
                done={isDone(step, state.value)}
                state={state.value}
                admin={admin}
                level={level}
              />
            ))}
          </ol>
          <div class="row">
            <button type="button" class="button" onClick={() => void loadFirstDay()}>
              {words.checkAgain}
            </button>
            {!firstDayHidden.value && (
              <button type="button" class="button quiet" onClick={hideFirstDay}>
                {words.dismiss}
              </button>
            )}
          </div>
          <output class="hint">{firstDayHidden.value && words.dismissed}</output>
        </>
      )}
    </div>
  );
}
