import { LocationProvider, Route, Router } from "preact-iso/router";
import { t } from "./language.ts";
import { DeskPage } from "./pages/desk.tsx";
import { FirstDayPage } from "./pages/first-day.tsx";
import { JoinPage } from "./pages/join.tsx";
import { KnowledgePage } from "./pages/knowledge.tsx";
import { SettingsPage } from "./pages/settings.tsx";
import { SetupPage } from "./pages/setup.tsx";
import { SignInPage } from "./pages/sign-in.tsx";
import { TeamPage } from "./pages/team.tsx";
import { Notice } from "./parts/notice.tsx";
import { INBOX } from "./paths.ts";
import { loadSession, session } from "./session.ts";

export function App() {
  return (
    <LocationProvider scope={INBOX}>
      <Gate />
    </LocationProvider>
  );
}

/** No page before it is known who is there: a flash of the sign-in on every reload would be a lie. */
function Gate() {
  const { value } = session;
  if (value.kind === "loading") return <Notice quiet title={t.value.common.loading} />;
  if (value.kind === "failed") {
    return (
      <Notice title={t.value.errors[value.code]}>
        <button type="button" class="button primary" onClick={() => void loadSession()}>
          {t.value.common.tryAgain}
        </button>
      </Notice>
    );
  }
  return (
    <Router>
      <Route path="/console" component={DeskPage} />
      <Route path="/console/c/:id" component={DeskPage} />
      <Route path="/console/knowledge" component={KnowledgePage} />
      <Route path="/console/first-day" component={FirstDayPage} />
      <Route path="/console/settings" component={SettingsPage} />
      <Route path="/console/team" component={TeamPage} />
      <Route path="/console/setup" component={SetupPage} />
      <Route path="/console/join" component={JoinPage} />
      <Route path="/console/sign-in" component={SignInPage} />
      <Route default component={NotFoundPage} />
    </Router>
  );
}

function NotFoundPage() {
  const { common } = t.value;
  return (
    <Notice title={common.notFound}>
      <p>{common.notFoundText}</p>
      <p>
        <a href={INBOX}>{common.toInbox}</a>
      </p>
    </Notice>
  );
}
