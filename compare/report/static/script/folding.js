/* How what is typed is found in another spelling: by the rules that the catalogue gives, the same as when it was made. */
(() => {
  "use strict";
  const ASCII = /^[\0-\x7f]*$/;
  const anyOf = (chars) => new RegExp(`[${[...chars].map((each) => `\\u{${each.codePointAt(0).toString(16)}}`).join("")}]`, "gu");

  whosays.folding = (head) => {
    const removed = anyOf(head.removed), spaced = anyOf(head.spaced);
    const rules = head.rules.map(([pattern, by]) => [new RegExp(pattern, "gu"), by]);
    const abjad = new RegExp(head.abjad, "u"), vowels = new RegExp(head.vowels, "gu");
    const articles = new Set(head.articles);
    const letters = new Map(Object.entries(head.letters));

    /* Without case, marks, quotes and hyphens. */
    const plain = (text) => {
      const bare = text.replace(removed, "").replace(spaced, " ").toLowerCase();
      if (ASCII.test(bare)) return bare;
      return bare.normalize("NFD").replace(/\p{M}/gu, (mark) => letters.has(mark) ? mark : "").normalize("NFC");
    };
    const words = (text) => plain(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
    const ascii = (word) => [...word].map((each) => letters.get(each) ?? each).join("").match(/[a-z0-9]+/g) ?? [];
    const fold = (word) => rules.reduce((left, [pattern, by]) => left.replace(pattern, by), word);
    const bones = (word) => word.slice(0, 1) + word.slice(1).replace(vowels, "");

    const consonants = (word) => {
      const forms = word.startsWith(head.article) && word.length > 3 ? [word, word.slice(2)] : [word];
      return forms.map((each) => bones(fold(ascii(each).join(""))));
    };
    /* One word of a query in every form in which a text may hold it; `alone` is whether it is the only one. */
    const forms = (word, alone) => {
      const folds = ascii(word).map((each) => /\d/.test(each) ? each : fold(each));
      const article = !alone && articles.has(word);
      const long = (each) => each.length > (alone ? 1 : 0);
      if (abjad.test(word)) {
        const found = consonants(word).filter(long);
        return { word, article, folds: [], bones: [...found.map((each) => `.${each}`), ...found.map((each) => `:${each}`)] };
      }
      const whole = bones(folds.join("")), open = whole.replace(/^[aiu](?=.)/, "");
      return { word, article, folds, bones: [...new Set([whole, open])].filter(long).map((each) => `.${each}`) };
    };
    const query = (text) => {
      const typed = words(text);
      return typed.map((each) => forms(each, typed.length === 1));
    };

    /* A text made ready to be searched: its words, and those by which it is found in another spelling. */
    const ready = (texts, found) => {
      const text = ` ${words(texts.join(" ")).join(" ")} `;
      return { text, found: `${text} ${found} ` };
    };

    /* How well a text holds a word: the lower, the better; -1 if it does not. */
    const level = ({ text, found }, { word, article, folds, bones: by }) => {
      if (text.includes(` ${word} `)) return 0;
      if (text.includes(` ${word}`)) return 1;
      if (folds.length && folds.every((each) => found.includes(` ${each} `))) return 2;
      if (folds.length && folds.every((each) => each.length > 3 && found.includes(` ${each}`))) return 3;
      if (by.some((each) => found.includes(` ${each} `))) return 4;
      if (word.length > (ASCII.test(word) ? 2 : 1) && text.includes(word)) return 5;
      /* One source writes el where another one writes al, or nothing. */
      return article ? 5 : -1;
    };
    const token = new RegExp(`[\\p{L}\\p{N}\\p{M}${removed.source.slice(1, -1)}]+`, "gu");
    const inWord = (part) => {
      const bare = words(part).join(" "), typed = ascii(bare);
      const by = abjad.test(bare) ? consonants(bare).map((each) => `.${each}`) : typed.flatMap((each) => [fold(each), `:${bones(fold(each))}`]);
      return ready([bare], [...typed, ...by].join(" "));
    };
    /* The text with the words that were looked for marked. */
    const marked = (text, asked) => {
      const made = whosays.words("");
      let at = 0;
      for (const found of text.matchAll(token)) {
        const part = inWord(found[0]);
        if (!asked.some((each) => level(part, { ...each, article: false }) >= 0)) continue;
        made.append(text.slice(at, found.index), whosays.make("mark", {}, found[0]));
        at = found.index + found[0].length;
      }
      made.append(text.slice(at));
      return made;
    };
    return { ascii, words, fold, query, ready, level, marked };
  };
})();
