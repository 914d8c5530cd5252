/* From card to card, from subject to subject, and to the words in the article. */
(() => {
  "use strict";
  let last = null;
  const after = (one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const cards = (which) => [...document.querySelectorAll(`[data-card]${which}`)].filter(whosays.shown);

  /* The card that the reader is at: the one that has the focus, or had it last. */
  whosays.card = () => document.activeElement?.closest("[data-card]") ?? (last?.isConnected && whosays.shown(last) ? last : null);

  whosays.goTo = (element, block) => {
    if (!element.matches("a[href], button, input, summary, [tabindex]")) element.tabIndex = -1;
    whosays.clear();
    element.focus({ preventScroll: true });
    const tall = element.getBoundingClientRect().height > innerHeight / 2;
    element.scrollIntoView({ block: block ?? (tall ? "start" : "nearest") });
  };

  /* Where no card has been visited, the reading begins at what stands on the screen. */
  const nearest = (list, way) => {
    const top = (card) => card.getBoundingClientRect().bottom > 72;
    return way > 0 ? list.find(top) : list.filter((card) => !top(card)).at(-1);
  };
  const step = (way, which, name) => {
    const here = whosays.card();
    const list = cards(which);
    const ahead = here && list.filter((card) => card !== here && after(here, card) === way > 0);
    const next = here ? ahead.at(way > 0 ? 0 : -1) : nearest(list, way);
    if (!next) return whosays.tell(list.length ? `No ${name} ${way > 0 ? "after" : "before"} this one` : `No ${name} on this page`);
    last = next;
    whosays.goTo(next);
  };

  const follow = (way, instead) => {
    const link = document.querySelector(`a[data-go="${way}"]`);
    if (link) link.click();
    else instead();
  };
  const toLink = (way) => () => follow(way, () => whosays.tell(`No ${way.replace("-", " ")} subject`));
  const toCard = (way) => () => step(way, "", "card");
  /* Among the cards of a list; on the page of a subject to the page of another. */
  const toUndecided = (name, way) => () => {
    if (document.querySelector("a[data-go]")) toLink(`${name}-undecided`)();
    else step(way, "[data-undecided]", "undecided subject");
  };

  const open = (link) => {
    for (let at = link.closest("details:not([open])"); at; at = at.parentElement.closest("details:not([open])")) at.open = true;
    link.click();
  };
  const openSubject = () => {
    const link = whosays.card()?.querySelector("a[data-subject-link]");
    if (link) open(link);
    else openQuote();
  };
  const openQuote = () => {
    const card = whosays.card();
    const link = card?.querySelector("a[data-quote]") ?? card?.querySelector("a[data-subject-link]");
    if (link) open(link);
    else whosays.tell(card ? "The article of this card is not at hand" : "No card is chosen: j goes to the next one");
  };

  const { key } = whosays;
  key("j", "Next card", toCard(1));
  key("k", "Previous card", toCard(-1));
  key("n", "Next undecided subject", toUndecided("next", 1));
  key("p", "Previous undecided subject", toUndecided("previous", -1));
  key("[", "Previous subject", toLink("previous"));
  key("]", "Next subject", toLink("next"));
  key("u", "Up to all subjects", () => follow("up", () => { location.href = `${whosays.root}index.html`; }));
  key("o", "Open the quote in the article, or the subject", openQuote);

  document.addEventListener("focusin", (event) => { last = event.target.closest("[data-card]") ?? last; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("[data-card]") && !event.defaultPrevented) openSubject();
  });
})();
