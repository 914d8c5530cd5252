/* Dark or light as the reader chose it, before the first paint. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.dataset.script = "on";
  try {
    const theme = localStorage.getItem("whosays-theme");
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
  } catch { /* storage may be forbidden; the page then follows the system */ }
})();
