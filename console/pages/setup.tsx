import { useLocation } from "preact-iso/router";
import { api } from "../api.ts";
import { t } from "../language.ts";
import { linkSecret } from "../link-secret.ts";
import { AccountForm } from "../parts/account-form.tsx";
import { Notice } from "../parts/notice.tsx";
import { SetupNeeded } from "../parts/setup-needed.tsx";
import { INBOX, SIGN_IN } from "../paths.ts";
import { session } from "../session.ts";

/** /console/setup#SECRET: the first admin. */
export function SetupPage() {
  const { setup, common } = t.value;
  const { route } = useLocation();
  const state = session.value.kind === "ready" ? session.value.state : null;
  if (state && !state.needsSetup) {
    return (
      <Notice title={setup.done}>
        {!state.agent && <p>{setup.doneText}</p>}
        <p>{state.agent ? <a href={INBOX}>{common.toInbox}</a> : <a href={SIGN_IN}>{common.toSignIn}</a>}</p>
      </Notice>
    );
  }
  const secret = linkSecret.value;
  if (secret === null) return <SetupNeeded />;
  return (
    <Notice title={setup.title}>
      <p>{setup.intro}</p>
      <AccountForm
        submitLabel={setup.submit}
        submit={(account) => api.setup({ secret, ...account })}
        onDone={() => route(INBOX, true)}
      />
    </Notice>
  );
}
