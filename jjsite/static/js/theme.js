// Light or dark, where the reader wants it otherwise than the system does. In the head, so that no page flashes.
{
  const root = document.documentElement;
  const night = matchMedia("(prefers-color-scheme: dark)");
  const read = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // The browser keeps nothing for this site.
    }
  };
  const keep = (theme) => {
    try {
      theme ? localStorage.setItem("theme", theme) : localStorage.removeItem("theme");
    } catch {
      // Then the choice is for this page.
    }
  };
  const system = () => (night.matches ? "dark" : "light");
  const apply = (theme) => {
    if (["light", "dark"].includes(theme)) root.dataset.theme = theme;
    else delete root.dataset.theme;
    const button = document.querySelector("[data-theme-switch]");
    button?.setAttribute("aria-pressed", (root.dataset.theme ?? system()) === "dark");
  };

  // A page that says its theme itself, as a preview does, keeps it.
  if (!root.dataset.theme) {
    apply(read());
    addEventListener("storage", (event) => event.key === "theme" && apply(event.newValue));
    night.addEventListener("change", () => apply(read()));
    document.addEventListener("DOMContentLoaded", () => {
      const button = document.querySelector("[data-theme-switch]");
      if (!button) return;
      apply(read());
      button.hidden = false;
      button.addEventListener("click", () => {
        const wanted = button.getAttribute("aria-pressed") === "true" ? "light" : "dark";
        const choice = wanted === system() ? null : wanted; // What the system says anyway need not be kept.
        keep(choice);
        apply(choice);
      });
    });
  }
}
