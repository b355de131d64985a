import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { api, type Trouble } from "../api.ts";
import { t } from "../language.ts";
import { NameField } from "../parts/name-field.tsx";
import { Notice } from "../parts/notice.tsx";
import { PasswordField } from "../parts/password-field.tsx";
import { SetupNeeded } from "../parts/setup-needed.tsx";
import { useCountdown } from "../parts/use-countdown.ts";
import { nextPath } from "../paths.ts";
import { enter, me, session } from "../session.ts";

export function SignInPage() {
  const { query, route } = useLocation();
  const signedIn = me.value !== null;
  useEffect(() => {
    if (signedIn) route(nextPath(query), true);
  }, [signedIn, query, route]);
  if (session.value.kind === "ready" && session.value.state.needsSetup) return <SetupNeeded />;
  if (signedIn) return null;
  return (
    <Notice title={t.value.signIn.title}>
      <SignInForm />
    </Notice>
  );
}

function SignInForm() {
  const { signIn, account, errors } = t.value;
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [secondsLeft, wait] = useCountdown();
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  async function onSubmit(event: Event): Promise<void> {
    event.preventDefault();
    setTried(true);
    setTrouble(null);
    if (name.trim() === "") return nameField.current?.focus();
    if (password === "") return passwordField.current?.focus();
    setBusy(true);
    const answer = await api.signIn({ name: name.trim(), password });
    setBusy(false);
    if (enter(answer)) return;
    if (answer.code === "too_many") wait(answer.retryAfterMs ?? 30_000);
    // A name or password of impossible length is a wrong one, and which of the two it is stays unsaid.
    setTrouble(answer.code === "bad_request" || answer.code === "too_big" ? "wrong_credentials" : answer.code);
  }

  return (
    <form novalidate onSubmit={(event) => void onSubmit(event)}>
      <NameField
        label={signIn.name}
        error={tried && name.trim() === "" ? account.nameMissing : null}
        value={name}
        onValue={setName}
        field={nameField}
      />
      <PasswordField
        value={password}
        onValue={setPassword}
        fresh={false}
        faulty={false}
        error={tried && password === "" ? signIn.passwordMissing : null}
        field={passwordField}
      />
      {trouble && trouble !== "too_many" && (
        <p class="error" role="alert">
          {errors[trouble]}
        </p>
      )}
      {trouble === "too_many" && (
        <p class="error" role={secondsLeft > 0 ? "timer" : "status"}>
          {secondsLeft > 0 ? signIn.wait(secondsLeft) : ""}
        </p>
      )}
      <button type="submit" class="button primary" disabled={busy || secondsLeft > 0}>
        {busy ? account.working : signIn.submit}
      </button>
    </form>
  );
}
