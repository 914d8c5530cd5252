/* The dialog that names all keys, does what they do, and switches them off. */
(() => {
  "use strict";
  const { make, keys } = whosays;
  let dialog;
  const row = ([key, { said, work }]) => make("li", {},
    make("button", { type: "button", click: () => { dialog.close(); work(); } }, make("kbd", {}, key), ` ${said}`));
  const choice = () => {
    const box = make("input", { type: "checkbox", change: () => keys.use(box.checked) });
    box.checked = keys.on();
    return make("label", {}, box, " Single keys are on");
  };
  const help = () => {
    if (!dialog) {
      dialog = whosays.dialog("Keys", "keys");
      dialog.append(
        make("p", {}, choice()),
        make("p", { class: "quiet" }, "Each does what its button here does. None works while you type."),
        make("ul", {}, ...keys.all().map(row)));
    }
    whosays.open(dialog);
  };
  whosays.ready(() => whosays.tool("Keys", "?", "Show all keys, or switch them off", help));
})();
