/* Runs before the first paint: the page never flashes in the other colour scheme. */
(function () {
  var chosen = null;
  try {
    chosen = window.localStorage.getItem("guildmark-scheme");
  } catch {
    // Storage can be forbidden; the system's scheme is then the answer.
  }
  var dark =
    chosen === "dark" ||
    (chosen !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
