/* The permanent link of a claim or subject, copied by its key or by a click on it. */
(() => {
  "use strict";
  const copy = async (address) => {
    try {
      await navigator.clipboard.writeText(address);
      whosays.tell("Link copied");
    } catch {
      /* Forbidden, or not there: the reader copies it. */
      whosays.tell("Copy this link:", { stay: true, select: address });
    }
  };
  /* Of the card that the reader is at, else of the page. */
  const copyHere = () => {
    const link = whosays.card()?.querySelector("a[data-link], a[data-subject-link]") ?? document.querySelector("a[data-link]");
    copy(link?.href ?? location.href);
  };
  whosays.key("c", "Copy the link of this card", copyHere);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-link]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) copy(link.href);
  });
})();
