import { useEffect } from "preact/hooks";
import { t } from "../language.ts";
import { choose, chosen, permission, refreshChoice } from "../notifications.ts";

/** Whether and how the browser tells of news. Asks for the permission at the click, never before. */
export function NotificationChoice() {
  const { notify } = t.value;
  const { on, text } = chosen.value;
  const state = permission.value;
  useEffect(refreshChoice, []);
  return (
    <fieldset class="notification-choice">
      <legend>{notify.title}</legend>
      <label class="check">
        <input
          type="checkbox"
          checked={on}
          disabled={state === "unsupported"}
          aria-describedby="notify-hint notify-trouble"
          onChange={(event) => {
            const field = event.currentTarget;
            // Not allowed: the box goes back to what is true.
            void choose({ on: field.checked, text }).then(() => {
              field.checked = chosen.value.on;
            });
          }}
        />
        {notify.on}
      </label>
      <p id="notify-hint" class="hint">
        {notify.onHint}
      </p>
      <output id="notify-trouble" class="error">
        {state === "denied" && notify.blocked}
        {state === "unsupported" && notify.unsupported}
        {state === "dismissed" && notify.dismissed}
      </output>
      {on && (
        <>
          <label class="check">
            <input
              type="checkbox"
              checked={text}
              aria-describedby="notify-text-hint"
              onChange={(event) => void choose({ on, text: event.currentTarget.checked })}
            />
            {notify.withText}
          </label>
          <p id="notify-text-hint" class="hint">
            {notify.withTextHint}
          </p>
        </>
      )}
    </fieldset>
  );
}
