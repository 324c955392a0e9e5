// The menu of the episodes that a veil may name, opened by a button of the toolbar.

const CODES = document.getElementById("episode-codes");
let lastCode;

export const episodes = CODES ? JSON.parse(CODES.textContent) : [];

// Makes the menu of a button; `choose` is called with the code of the episode.
export function veilMenu(button, choose) {
  const menu = document.createElement("div");
  menu.className = "prose-menu";
  menu.role = "menu";
  menu.ariaLabel = "The episode that gives this away";
  menu.hidden = true;

  for (const [code, label] of episodes) {
    const item = document.createElement("button");
    item.type = "button";
    item.role = "menuitem";
    item.tabIndex = -1;
    item.dataset.code = code;
    item.textContent = label;
    item.addEventListener("click", () => {
      lastCode = code;
      close();
      choose(code);
    });
    menu.append(item);
  }
  const items = [...menu.children];

  const close = () => {
    menu.hidden = true;
    button.ariaExpanded = "false";
  };
  const open = () => {
    menu.hidden = false;
    button.ariaExpanded = "true";
    (items.find((item) => item.dataset.code === lastCode) ?? items[0]).focus();
  };

  button.ariaHasPopup = "menu";
  button.ariaExpanded = "false";
  button.addEventListener("click", () => (menu.hidden ? open() : close()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    open();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget !== button && !menu.contains(event.relatedTarget)) close();
  });
  menu.addEventListener("keydown", (event) => {
    const place = items.indexOf(document.activeElement);
    const next = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key];
    if (next !== undefined) items.at(next % items.length).focus();
    else if (event.key === "Escape") {
      close();
      button.focus();
    } else return;
    event.preventDefault();
  });
  return menu;
}
