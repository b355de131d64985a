import type { ComponentChildren } from "preact";
import { t } from "../language.ts";
import { FirstDayList } from "../parts/first-day-list.tsx";
import { SignedIn } from "../parts/signed-in.tsx";
import { SitePicker } from "../parts/site-picker.tsx";
import { useTitle } from "../parts/use-title.ts";

/** The checklist as a page of its own; on wide screens it also stands beside an inbox where nothing is chosen. */
export function FirstDayPage() {
  return (
    <SignedIn>
      {(desk) => (
        <Page>
          <SitePicker />
          <FirstDayList admin={desk.me.role === "admin"} level={1} />
        </Page>
      )}
    </SignedIn>
  );
}

function Page({ children }: { children: ComponentChildren }) {
  useTitle(t.value.firstDay.title);
  return (
    <main class="page wide" id="main" tabIndex={-1}>
      {children}
    </main>
  );
}
