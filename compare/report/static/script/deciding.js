/* The forms of the pages that an editor decides on; a report that is built has none, and no key for them. */
(() => {
  "use strict";
  const first = (form) => form.querySelector("input[type=radio]:checked") ?? form.querySelector("input[type=radio]");

  /* Open the form of the card that the reader is at, on the page of a subject its only one, else go where there is one. */
  const decide = () => {
    const card = whosays.card();
    const forms = [...document.querySelectorAll("[data-decide]")];
    const form = card?.querySelector("[data-decide]") ?? (document.querySelector("a[data-go]") ? forms[0] : null);
    const link = card?.querySelector("a[data-decide-link]");
    if (form) {
      form.open = true;
      first(form).focus({ preventScroll: true });
      whosays.clear();
      form.scrollIntoView({ block: "nearest" });
    } else if (link) link.click();
    else whosays.tell(card ? "Nothing is to be decided on this card" : "No card is chosen: n goes to the next one that waits");
  };

  /* Out of the form, which keeps what was entered. */
  const leave = (event) => {
    const form = event.target.closest?.("[data-decide]");
    if (event.key !== "Escape" || !form || event.isComposing) return;
    form.open = false;
    whosays.goTo(form.closest("[data-card]"));
  };

  whosays.ready(() => {
    const saved = document.querySelector("[data-saved]");
    if (saved) whosays.tell(saved.textContent, { seen: false });
    if (!document.querySelector("[data-decide], [data-decide-link]")) return;
    whosays.key("e", "Decide on this subject", decide);
    document.addEventListener("keydown", leave);
  });
})();
