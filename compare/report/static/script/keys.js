/* Single keys, the buttons that do the same, and dialogs. */
(() => {
  "use strict";
  const keys = new Map();
  let off = whosays.kept("keys") === "off";
  const typed = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";

  /* A key, what it does in words, and what does it. */
  whosays.key = (key, said, work) => keys.set(key, { said, work });

  /* A button in the head of the page, with its key. */
  whosays.tool = (text, key, said, work) => {
    whosays.key(key, said, work);
    const button = whosays.make("button", { type: "button", title: `${said} (${key})`, "aria-keyshortcuts": key, click: work }, text);
    const tools = document.querySelector("[data-tools]");
    if (tools) {
      tools.append(button);
      tools.hidden = false;
    }
    return button;
  };

  /* A dialog with a heading and a button that closes it. */
  whosays.dialog = (title, kind) => {
    const id = `${kind}-title`;
    const dialog = whosays.make("dialog", { class: `dialog ${kind}`, "aria-labelledby": id },
      whosays.make("h2", { id }, title),
      whosays.make("button", { type: "button", class: "close", click: () => dialog.close() }, "Close"));
    dialog.addEventListener("close", () => whosays.tellIn(document.body));
    document.body.append(dialog);
    return dialog;
  };
  whosays.open = (dialog) => {
    if (!dialog.open) dialog.showModal();
    whosays.tellIn(dialog);
  };

  document.addEventListener("keydown", (event) => {
    const changed = (event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph");
    if (off || changed || event.isComposing || event.defaultPrevented) return;
    if (event.target.closest?.(typed) || document.querySelector("dialog[open]")) return;
    const found = keys.get(event.key);
    if (!found) return;
    event.preventDefault();
    found.work();
  });

  whosays.keys = {
    all: () => [...keys],
    on: () => !off,
    use: (on) => {
      off = !on;
      whosays.keep("keys", off ? "off" : null);
      whosays.tell(off ? "Single keys are off" : "Single keys are on");
    },
  };
})();
