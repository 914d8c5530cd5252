/* What an address leads to has the focus and stands clear of what sticks to the top, in a closed part as well. */
(() => {
  "use strict";
  const target = () => {
    /* A broken escape. */
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
  };
  const reach = () => {
    const found = location.hash.length > 1 && target();
    if (!found) return;
    for (let at = found.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    if (found.closest("[hidden]")) whosays.tell("The filter hides what this link leads to", { stay: true });
    else whosays.goTo(found, "start");
  };
  whosays.ready(reach);
  addEventListener("hashchange", reach);
})();
