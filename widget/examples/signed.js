/*
 * Your server signs who the visitor is, with the key of the console's settings: a JWT (HS256 or ES256) with
 * `aud` (the site's id), `sub` (your own id of the person), `iat`, `exp`, and what else your team shall know.
 * Give it a short life, and a fresh one when the widget asks for it.
 */
const widget = document.querySelector("support-widget");

async function signIn() {
  const response = await fetch("/examples/token");
  if (!response.ok) return;
  const { token, name } = await response.json();
  widget.identify(token);
  document.getElementById("who").textContent = `Signed in as ${name}`;
}

widget.addEventListener("support-error", ({ detail }) => {
  if (detail.code === "identity_refused") void signIn();
});

document.getElementById("sign-out").addEventListener("click", () => {
  // Nothing of this person stays for the next one at this browser.
  void widget.logout().then(() => {
    document.getElementById("who").textContent = "Signed out";
  });
});

void signIn();
