/* The one live region: what happened, for those who see it and those who hear it. */
(() => {
  "use strict";
  const region = whosays.make("div", { class: "told", role: "status", "aria-live": "polite" });
  let waiting, ending;

  /* Say it; `seen` is whether it is shown as well, `stay` whether it stays until something else is said. */
  whosays.tell = (text, { seen = true, stay = false, select = "" } = {}) => {
    clearTimeout(waiting);
    clearTimeout(ending);
    /* The same words twice are two messages. */
    region.replaceChildren();
    region.classList.toggle("unseen", !seen);
    waiting = setTimeout(() => {
      region.append(text);
      if (select) offer(select);
      if (seen && !stay) ending = setTimeout(() => region.replaceChildren(), 6000);
    }, 40);
  };
  const offer = (text) => {
    const offered = whosays.make("code", {}, text);
    region.append(" ", offered);
    getSelection().selectAllChildren(offered);
  };

  /* What is outside of an open dialog is not heard, so the region moves into it and back. */
  whosays.tellIn = (place) => place.append(region);
  whosays.ready(() => whosays.tellIn(document.body));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") region.replaceChildren();
  });
})();
