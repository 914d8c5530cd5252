/* Dark or light as the reader chose it, before the first paint; as the system has it until then. */
(() => {
  "use strict";
  const { dataset } = document.documentElement;
  const next = { system: "dark", dark: "light", light: "system" };
  dataset.script = "on";
  const use = (theme) => {
    if (theme === "dark" || theme === "light") dataset.theme = theme;
    else delete dataset.theme;
  };
  use(whosays.kept("theme"));

  let button;
  const label = () => { button.textContent = `Theme: ${dataset.theme ?? "system"}`; };
  const change = () => {
    const theme = next[dataset.theme ?? "system"];
    use(theme);
    whosays.keep("theme", theme === "system" ? null : theme);
    label();
    whosays.tell(`Theme: ${theme}`);
  };
  whosays.ready(() => {
    button = whosays.tool("Theme", "d", "Change the theme: system, dark, light", change);
    label();
  });
})();
