SupportWidget("boot", { server: "https://support.example", position: "start" });
SupportWidget("on", "open", () => {
  document.title = "Open";
});
document.getElementById("help").addEventListener("click", () => SupportWidget("open"));
