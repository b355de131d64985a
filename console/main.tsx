import { render } from "preact";
import { App } from "./app.tsx";
import { watchLinkSecret } from "./link-secret.ts";
import { InsecurePage } from "./pages/insecure.tsx";
import { loadSession } from "./session.ts";

const root = document.getElementById("app");
if (!root) throw new Error("console/index.html has no #app");

watchLinkSecret();
// On plain http the browser drops our `Secure` cookie: every sign-in would seem to work and lead back to the sign-in.
if (isSecureContext) {
  void loadSession();
  render(<App />, root);
} else {
  render(<InsecurePage />, root);
}
