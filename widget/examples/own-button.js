const widget = document.querySelector("support-widget");

document.getElementById("help").addEventListener("click", () => widget.open());
document.getElementById("invoice").addEventListener("click", () => widget.ask("Where is my invoice?"));

widget.addEventListener("support-unread", ({ detail }) => {
  document.getElementById("unread").textContent = detail.count ? `(${detail.count})` : "";
});
