/* The catalogue, from scripts beside the page: a page that is opened from a disk can load nothing else. */
(() => {
  "use strict";
  const taken = new Map();
  const asked = new Map();

  /* Each file of the folder `search` calls this once. */
  whosays.take = (name, data) => taken.set(name, data);

  const file = (name) => new Promise((done, failed) => {
    const script = whosays.make("script", { src: `${whosays.root}search/${name}.js`, load: () => {
      script.remove();
      if (taken.has(name)) done(taken.get(name));
      else failed(new Error(name));
    }, error: () => failed(new Error(name)) });
    document.head.append(script);
  });
  const list = async (name) => {
    const { shards } = await whosays.load("catalogue");
    const files = Array.from({ length: shards[name] }, (_, at) => file(`${name}-${at + 1}`));
    return (await Promise.all(files)).flat();
  };

  /* A list of the catalogue, or its head, loaded when it is first asked for. */
  whosays.load = (name) => {
    if (!asked.has(name)) asked.set(name, name === "catalogue" ? file(name) : list(name));
    return asked.get(name);
  };
})();
