import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { type Desk, desk } from "../desk.ts";
import { signInPath } from "../paths.ts";
import { session } from "../session.ts";
import { Header } from "./header.tsx";
import { SetupNeeded } from "./setup-needed.tsx";

/** Pages for agents only: everybody else is led to the sign-in and comes back afterwards. */
export function SignedIn({ children }: { children: (desk: Desk) => VNode }) {
  const state = session.value.kind === "ready" ? session.value.state : null;
  const { route } = useLocation();
  // A click on a notification names the conversation that it spoke of.
  useEffect(() => {
    const onOpen = (event: Event) => event instanceof CustomEvent && route(String(event.detail));
    addEventListener("desk-open", onOpen);
    return () => removeEventListener("desk-open", onOpen);
  }, [route]);
  if (state?.needsSetup) return <SetupNeeded />;
  if (!state?.agent) return <ToSignIn />;
  if (!desk.value) return null;
  return (
    <div class="shell">
      <Header desk={desk.value} />
      {children(desk.value)}
    </div>
  );
}

function ToSignIn() {
  const { url, route } = useLocation();
  useEffect(() => route(signInPath(url), true), [url, route]);
  return null;
}
