/* What the search looks through, loaded when it is first used, and how well each of it answers a query. */
(() => {
  "use strict";
  const LISTS = ["subjects", "names", "sources", "claims"];

  /* Everything that can be found, by the heading it is listed under. */
  const read = async () => {
    const [head, subjects, names, sources, claims] = await Promise.all(["catalogue", ...LISTS].map(whosays.load));
    const fold = whosays.folding(head);
    const item = (texts, words, href, said) => ({ ready: fold.ready(texts, words), href, said });
    const claim = (record) => {
      const [subject, source, at, answer, answerWords, quote, quoteWords, translation = ""] = record;
      const [, path, question] = subjects[subject];
      const found = item([answer], answerWords, at.includes("#") ? at : `${path}#${at}`, [answer, [quote, translation], `${sources[source][1]} – ${question}`]);
      return { ...found, more: fold.ready([quote, translation], quoteWords) };
    };
    return { fold, head, groups: {
      Names: names.map(([id, name, type, path, words, spellings]) => item([name, id, ...spellings], words, path, [name, [spellings.join(" · ")], type])),
      Questions: subjects.map(([id, path, question, headline, , , , , words, more]) =>
        ({ ...item([question, id], words, path, [question, [headline]]), more: fold.ready([headline], more) })),
      Sources: sources.map(([id, name, title, path, words]) => item([id, name, title], words, path, [name, [title], id])),
      Answers: claims.map(claim),
    } };
  };

  const best = (fold, text, asked) => {
    let worst = 0;
    for (const word of asked) {
      const level = fold.level(text, word);
      if (level < 0) return -1;
      worst = Math.max(worst, level);
    }
    return worst;
  };
  /* First what its title or answer holds, then what the words beneath hold together with it. */
  const level = (fold, item, asked) => {
    const first = best(fold, item.ready, asked);
    if (first >= 0 || !item.more) return first;
    const both = { text: item.ready.text + item.more.text, found: item.ready.found + item.more.found };
    const second = best(fold, both, asked);
    return second < 0 ? -1 : second + 10;
  };

  let all;
  whosays.readSearch = () => all ??= read();
  whosays.find = async (text) => {
    const { fold, head, groups } = await whosays.readSearch();
    const asked = fold.query(text);
    const found = new Map([...Object.keys(groups), "Quotes"].map((name) => [name, []]));
    for (const [name, items] of Object.entries(groups)) {
      for (const item of items) {
        const at = level(fold, item, asked);
        if (at >= 0) found.get(name === "Answers" && at >= 10 ? "Quotes" : name).push({ item, level: at });
      }
    }
    /* Those found alike stay in the order of the catalogue. */
    for (const hits of found.values()) hits.sort((one, other) => one.level - other.level);
    /* What is spelt as it was typed comes before other spellings. */
    const spelt = ([, [{ level: at }]]) => at % 10 < 2 ? 0 : 1;
    const full = [...found].filter(([, hits]) => hits.length).sort((one, other) => spelt(one) - spelt(other));
    return { found: full, left: head.left, marked: (words) => fold.marked(words, asked), sizes: {
      question: groups.Questions.length, name: groups.Names.length, source: groups.Sources.length, claim: groups.Answers.length } };
  };
})();
