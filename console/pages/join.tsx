import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { api, type Trouble } from "../api.ts";
import { t } from "../language.ts";
import { linkSecret } from "../link-secret.ts";
import { AccountForm } from "../parts/account-form.tsx";
import { Notice } from "../parts/notice.tsx";
import { INBOX } from "../paths.ts";
import { me, signOut } from "../session.ts";

/** /console/join#SECRET: an invited colleague. */
export function JoinPage() {
  const { join, header, errors, common } = t.value;
  const { route } = useLocation();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const secret = linkSecret.value;
  if (secret === null) {
    return (
      <Notice title={join.noSecret}>
        <p>{join.noSecretText}</p>
      </Notice>
    );
  }
  // Whoever made the link may open it to look: it must not be used up under their own session.
  if (me.value) {
    return (
      <Notice title={join.title}>
        <p>{join.signedIn(me.value.name)}</p>
        {trouble && (
          <p class="error" role="alert">
            {errors[trouble]}
          </p>
        )}
        <p class="row">
          <button type="button" class="button" onClick={() => void signOut().then(setTrouble)}>
            {header.signOut}
          </button>
          <a href={INBOX}>{common.toInbox}</a>
        </p>
      </Notice>
    );
  }
  return (
    <Notice title={join.title}>
      <p>{join.intro}</p>
      <AccountForm
        submitLabel={join.submit}
        submit={(account) => api.acceptInvitation({ secret, ...account })}
        onDone={() => {
          linkSecret.value = null;
          route(INBOX, true);
        }}
      />
    </Notice>
  );
}
