/* What the other parts share: where the report lies, what the browser keeps, and how elements are made. */
(() => {
  "use strict";
  const whosays = window.whosays = { root: new URL(".", document.currentScript.src).href };

  whosays.kept = (name) => {
    /* Storage may be forbidden. */
    try { return localStorage.getItem(`whosays-${name}`); } catch { return null; }
  };
  whosays.keep = (name, value) => {
    try {
      if (value) localStorage.setItem(`whosays-${name}`, value);
      else localStorage.removeItem(`whosays-${name}`);
    } catch { /* it then holds for this page only */ }
  };

  whosays.ready = (work) => document.addEventListener("DOMContentLoaded", work);

  /* An element: attributes that are null are left out, functions listen, everything else is set as it is. */
  whosays.make = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value != null) made.setAttribute(name, value);
    }
    made.append(...children.filter((each) => each != null));
    return made;
  };
  /* Words of the casebook: kept apart, so that their direction of writing turns nothing around. */
  whosays.words = (text) => whosays.make("bdi", { dir: "auto" }, text);
  whosays.figure = (number) => number.toLocaleString("en");
  whosays.counted = (number, one) => `${whosays.figure(number)} ${one}${number === 1 ? "" : "s"}`;

  whosays.shown = (element) =>
    element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0;

  /* Leave room for what sticks to the top, so that whatever is scrolled to stands clear of it. */
  whosays.clear = () => {
    let room = 16;
    for (const bar of document.querySelectorAll("header.top, [data-showing]")) {
      if (/sticky|fixed/.test(getComputedStyle(bar).position)) room += bar.offsetHeight;
    }
    document.documentElement.style.scrollPaddingBlockStart = `${Math.max(room, 72)}px`;
  };
})();
