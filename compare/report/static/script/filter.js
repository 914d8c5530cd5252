/* The filter of the first page: its boxes, what it hides, and the words that say so for as long as it is on. */
(() => {
  "use strict";
  const { make, words, counted, figure } = whosays;
  const FEW = 12, FIRST = 8, LISTED = 100;

  /* On the first page its data is asked for while the page is still being read. */
  const early = location.href.startsWith(`${whosays.root}index.html`) && whosays.facets();
  /* What goes wrong is told once there is a form. */
  if (early) early.catch(() => {});

  const start = async (form) => {
    const model = await (early || whosays.facets());
    const { NAMES, values } = model;
    const showing = document.querySelector("[data-showing]");
    const items = [...document.querySelectorAll("[data-subject]")];
    const groups = [...document.querySelectorAll("[data-group]")].map((group) => {
      const count = group.querySelector("[data-count]");
      return { group, count, before: count?.textContent, items: [...group.querySelectorAll("[data-subject]")] };
    });
    const known = new Set(model.subjects.map(([id]) => id));
    const here = new Set(items.map((item) => item.dataset.subject));
    const elsewhere = make("section", { class: "elsewhere", hidden: "", "aria-labelledby": "elsewhere" });
    (groups.at(-1)?.group ?? showing).after(elsewhere);
    const { counts: everywhere } = model.apply(new Map());
    let chosen = new Map();

    /* One facet: its boxes, made when they are first shown. */
    const facet = (name) => {
      const boxes = new Map();
      const total = (at) => everywhere[name].get(at);
      const order = [...everywhere[name].keys()];
      const fixed = ["standing", "severity", "decision"].includes(name);
      order.sort((one, other) => fixed ? one - other : total(other) - total(one) || one - other);
      const list = make("ul");
      const add = (at) => {
        const box = make("input", { type: "checkbox", change: () => choose(name, at, box.checked) });
        const number = make("span", { class: "quiet" });
        const row = make("li", {}, make("label", {}, box, " ", words(values[name][at][1]), " ", number));
        boxes.set(at, { box, number, row });
        list.append(row);
      };
      const few = order.length <= FEW;
      for (const at of few ? order : order.slice(0, FIRST)) add(at);
      const parts = few ? [] : [make("button", { type: "button", click: ({ target }) => {
        for (const at of order) if (!boxes.has(at)) add(at);
        target.replaceWith(narrowing(name, boxes));
        fieldset.querySelector("[type=search]").focus();
        update();
      } }, `Show all ${figure(order.length)}`)];
      const fieldset = make("fieldset", {}, make("legend", {}, name), list, ...parts);
      const update = () => {
        for (const at of chosen.get(name) ?? []) if (!boxes.has(at)) add(at);
        for (const [at, { box, number }] of boxes) {
          box.checked = chosen.get(name)?.has(at) ?? false;
          number.textContent = figure(now.counts[name].get(at) ?? 0);
        }
      };
      return { fieldset, update };
    };
    const narrowing = (name, boxes) => make("label", {}, `Find in ${name} `, make("input", { type: "search", input: ({ target }) => {
      const typed = target.value.toLowerCase();
      for (const { row } of boxes.values()) row.hidden = !row.textContent.toLowerCase().includes(typed);
    } }));

    const choose = (name, at, on) => {
      const set = new Set(chosen.get(name));
      if (on) set.add(at);
      else set.delete(at);
      write(new Map(chosen).set(name, set));
    };
    const write = (next) => {
      const hash = model.written(next);
      try {
        history.pushState(null, "", hash ? `#${hash}` : location.pathname + location.search);
      } catch {
        location.hash = hash;
      }
      show(next);
    };

    const link = ([, path, question, , [standing]]) => make("li", {},
      make("a", { href: whosays.root + path }, words(question)), " ", make("span", { class: "quiet" }, values.standing[standing][1]));
    const listElsewhere = (away) => {
      elsewhere.hidden = !away.length;
      const list = make("ul", {}, ...away.slice(0, LISTED).map(link));
      elsewhere.replaceChildren(make("h2", { id: "elsewhere" }, `${figure(away.length)} more match and stand on other pages`), list);
      if (away.length > LISTED) elsewhere.append(make("button", { type: "button", click: ({ target }) => {
        list.append(...away.slice(LISTED).map(link));
        list.children[LISTED].querySelector("a").focus();
        target.remove();
      } }, `Show all ${figure(away.length)}`));
    };
    const named = () => NAMES.flatMap((name) => [...chosen.get(name) ?? []].map((at) => values[name][at][1]));
    const banner = (on, away) => {
      showing.hidden = !on;
      const number = `Showing ${figure(now.through.length)} of ${counted(model.subjects.length, "subject")}`;
      const where = away ? ` (${figure(away)} of them on other pages, linked below)` : "";
      const left = model.left ? `; ${counted(model.left, "subject")} cannot be filtered, there being too many` : "";
      showing.replaceChildren(make("span", {}, `${number}${where}${left} – filter on: `, ...named().flatMap((each, at) => [at ? ", " : "", words(each)])), " ",
        make("button", { type: "button", click: () => { write(new Map()); form.querySelector("summary").focus(); } }, "Clear"));
      whosays.tell(on ? `${number}${where}` : "The filter is off: all subjects are shown", { seen: false });
    };

    let now = { through: model.subjects, counts: everywhere }, told = false;
    const show = (next) => {
      chosen = next;
      now = model.apply(chosen);
      const on = model.written(chosen) !== "";
      const through = new Set(now.through.map(([id]) => id));
      for (const item of items) item.hidden = on && known.has(item.dataset.subject) && !through.has(item.dataset.subject);
      for (const { group, count, before, items: inside } of groups) {
        const left = inside.filter((item) => !item.hidden).length;
        group.hidden = on && inside.length > 0 && !left;
        if (count) count.textContent = on ? `${figure(left)} of ${before.trim()}` : before;
      }
      const away = on ? now.through.filter(([id]) => !here.has(id)) : [];
      listElsewhere(away);
      for (const each of facets) each.update();
      if (on || told) banner(on, away.length);
      told ||= on;
      whosays.clear();
    };

    const facets = NAMES.filter((name) => everywhere[name].size).map(facet);
    const details = make("details", {}, make("summary", {}, "Filter by standing, severity, kind, source, origin, entity, decision"),
      make("div", { class: "facets" }, ...facets.map((each) => each.fieldset)));
    form.append(details);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;

    /* An ordinary fragment that a link leads to leaves the filter as it is; going back brings back what there was. */
    let clicked = false;
    addEventListener("click", (event) => { clicked = Boolean(event.target.closest?.('a[href^="#"]')); });
    const read = () => {
      const found = model.read(history.state?.filter ?? location.hash);
      if (found?.unknown.length) whosays.tell(`The filter names what is not here: ${found.unknown.join(", ")}`, { stay: true });
      if (found) return show(found.chosen);
      if (clicked) history.replaceState({ filter: `#${model.written(chosen)}` }, "");
      else show(new Map());
      clicked = false;
    };
    addEventListener("popstate", read);
    whosays.key("f", "Filter the subjects", () => {
      details.open = true;
      whosays.goTo(details.querySelector("input"));
    });
    read();
    if (location.hash === `#${form.id}`) details.open = true;
    performance.mark("whosays-filter");
  };

  whosays.ready(() => {
    const form = document.querySelector("form[data-filter]");
    if (form) start(form).catch(() => whosays.tell("The filter cannot be offered: the folder “search” cannot be read", { stay: true }));
    else whosays.key("f", "Filter the subjects", () => { location.href = `${whosays.root}index.html#filter`; });
  });
})();
