/* A page that never reloads: the tag stays where it is, and learns which page it is on. */
const PAGES = {
  pricing: { title: "Pricing", suggest: "billing" },
  account: { title: "Account", suggest: "account" },
};
const widget = document.querySelector("support-widget");

function show() {
  const page = PAGES[new URLSearchParams(location.search).get("page")] ?? PAGES.pricing;
  document.title = page.title;
  const heading = document.createElement("h1");
  heading.textContent = page.title;
  document.querySelector("main").replaceChildren(heading);
  // Articles that fit come first.
  widget.suggest = page.suggest;
}

document.querySelector("nav").addEventListener("click", (event) => {
  if (!(event.target instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  history.pushState(null, "", event.target.href);
  show();
});
addEventListener("popstate", show);
show();
