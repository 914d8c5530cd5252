/* The dialog that searches: a field, and beneath it links by kind, with the words that matched marked. */
(() => {
  "use strict";
  const { make, words, counted } = whosays;
  /* Of one kind: so many at once, and so many by a button. */
  const FIRST = 8, MOST = 200;
  let dialog, field, count, list, typed = 0;

  const hit = ({ item }, marked) => {
    const [title, beneath, by] = item.said;
    return make("li", {},
      make("a", { href: whosays.root + item.href, click: () => dialog.close() }, marked(title)),
      ...beneath.filter(Boolean).map((each) => make("span", { class: "beneath" }, marked(each))),
      by ? make("span", { class: "quiet" }, words(by)) : null);
  };
  const group = ([name, hits], marked) => {
    const items = make("ul", {}, ...hits.slice(0, FIRST).map((each) => hit(each, marked)));
    const rest = hits.slice(FIRST, MOST);
    const more = make("button", { type: "button", click: () => {
      items.append(...rest.map((each) => hit(each, marked)));
      items.children[FIRST].querySelector("a").focus();
      more.remove();
    } }, `Show ${rest.length} more${hits.length > MOST ? ` of ${hits.length}` : ""}`);
    return make("section", {}, make("h3", {}, `${name} `, make("span", { class: "quiet" }, `${hits.length}`)), items, rest.length ? more : null);
  };

  const leaves = (left) => left.subjects + left.claims > 0;
  const searched = ({ question, name, source, claim }, left) => {
    const out = leaves(left) ? ` Not searched, there being too many: ${counted(left.subjects, "question")}, ${counted(left.claims, "claim")}.` : "";
    return `Searched: ${counted(name, "name")}, ${counted(question, "question")}, ${counted(source, "source")}, answers and quotes of ${counted(claim, "claim")}.${out}`;
  };
  const say = (text) => {
    count.textContent = text;
    whosays.tell(text, { seen: false });
  };
  const search = async () => {
    const text = field.value.trim(), now = ++typed;
    list.replaceChildren();
    if (text.length < 2 && !/[^\0-\u02ff]/.test(text)) return say(text ? "Type one more letter." : "");
    count.textContent = "Searching …";
    try {
      const { found, left, marked, sizes } = await whosays.find(text);
      /* Something else has been typed since. */
      if (now !== typed) return;
      const number = found.reduce((sum, [, hits]) => sum + hits.length, 0);
      list.append(...found.map((each) => group(each, marked)));
      const what = number && !leaves(left) ? "" : ` ${searched(sizes, left)}`;
      say((number ? `${counted(number, "result")}.` : `Nothing found for “${text}”.`) + what);
      performance.mark("whosays-found");
    } catch {
      say("The search data cannot be read: it stands in the folder “search” of the report.");
    }
  };

  const along = (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...list.querySelectorAll("a")];
    if (event.key === "Enter" && event.target === field) links[0]?.click();
    /* A field of this type would be emptied first. */
    if (event.key === "Escape") dialog.close();
    if (!way || !links.length) return;
    event.preventDefault();
    /* The field stands before the first. */
    const at = links.indexOf(document.activeElement) + way;
    (links[at] ?? (at < 0 ? field : links.at(-1))).focus();
  };
  let waiting;
  const build = () => {
    dialog = whosays.dialog("Search", "search");
    field = make("input", { type: "search", id: "search-field", autocomplete: "off", spellcheck: "false", dir: "auto", "aria-controls": "found", input: () => {
      clearTimeout(waiting);
      waiting = setTimeout(search, 80);
    } });
    count = make("p", { class: "quiet" });
    list = make("div", { id: "found", class: "found" });
    dialog.append(make("label", { for: "search-field" }, "A name, a word, an answer, in any spelling"), field, count, list);
    dialog.addEventListener("keydown", along);
    /* What is found after that is for nobody. */
    dialog.addEventListener("close", () => { clearTimeout(waiting); typed++; });
  };
  whosays.ready(() => whosays.tool("Search", "/", "Search questions, answers, quotes, names and sources", () => {
    if (!dialog) build();
    whosays.open(dialog);
    /* While the reader types; what is wrong is said then. */
    whosays.readSearch().catch(() => {});
    field.focus();
    field.select();
  }));
})();
