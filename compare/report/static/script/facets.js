/* Which subjects a filter lets through: within a facet one of the values, between facets all; and how that stands in an address. */
(() => {
  "use strict";
  const NAMES = ["standing", "severity", "kind", "source", "origin", "entity", "decision"];

  whosays.facets = async () => {
    const [head, subjects, sources, origins, entities] = await Promise.all(["catalogue", "subjects", "sources", "origins", "names"].map(whosays.load));
    const fixed = Object.keys(head.facets);
    /* Every record begins with its key and its name. */
    const values = { ...head.facets, source: sources, origin: origins, entity: entities };
    const of = (subject, name) => {
      const at = ["source", "origin", "entity"].indexOf(name);
      return at < 0 ? [subject[4][fixed.indexOf(name)]] : subject[5 + at];
    };

    /* What each facet lets through, as numbers of its values. */
    const read = (hash) => {
      const chosen = new Map(), unknown = [];
      for (const [name, keys] of new URLSearchParams(hash.slice(1))) {
        /* An ordinary fragment, which names a place of the page. */
        if (!NAMES.includes(name)) return null;
        for (const key of keys.split(",")) {
          const at = values[name].findIndex(([each]) => each === key);
          if (at < 0) unknown.push(key);
          else chosen.set(name, (chosen.get(name) ?? new Set()).add(at));
        }
      }
      return { chosen, unknown };
    };
    const written = (chosen) => NAMES.filter((name) => chosen.get(name)?.size)
      .map((name) => `${name}=${[...chosen.get(name)].sort((one, other) => one - other).map((at) => encodeURIComponent(values[name][at][0])).join(",")}`).join("&");

    /* The subjects that are let through, and for every value how many would be if it were chosen as well. */
    const apply = (chosen) => {
      const counts = Object.fromEntries(NAMES.map((name) => [name, new Map()]));
      const through = subjects.filter((subject) => {
        const against = NAMES.filter((name) => chosen.get(name)?.size && !of(subject, name).some((at) => chosen.get(name).has(at)));
        for (const name of [NAMES, against, []][Math.min(against.length, 2)]) {
          for (const at of of(subject, name)) counts[name].set(at, (counts[name].get(at) ?? 0) + 1);
        }
        return !against.length;
      });
      return { through, counts };
    };
    return { NAMES, values, subjects, left: head.left.subjects, read, written, apply };
  };
})();
