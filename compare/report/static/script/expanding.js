/* Every closed part of a page opened at once, and closed again. */
(() => {
  "use strict";
  whosays.ready(() => {
    const parts = [...document.querySelectorAll("main details:not([data-filter] *, [data-decide], [data-decide] *)")];
    if (!parts.length) return;
    const closed = () => parts.some((each) => !each.open);
    const button = whosays.tool("Expand all", "x", "Expand or collapse everything", () => {
      const open = closed();
      for (const each of parts) each.open = open;
      whosays.tell(open ? "Everything is expanded" : "Everything is collapsed");
    });
    const label = () => { button.textContent = closed() ? "Expand all" : "Collapse all"; };
    for (const each of parts) each.addEventListener("toggle", label);
    label();
  });
})();
