// Choosing an entry by typing a part of its name: a combobox over each select[data-choose-from].
//
// The select keeps its name, its id and what is chosen, so that the form and Django's own scripts find it; it only
// leaves the sight. Keys: arrows move, Enter chooses, Escape closes and puts back what was chosen.

const WAIT = 200;
let count = 0;

function choosing(select) {
  const several = select.multiple;
  const box = document.createElement("div");
  const input = document.createElement("input");
  const list = document.createElement("ul");
  const said = document.createElement("span");
  const chosen = document.createElement("ul");
  let options = [];
  let active = -1;
  let timer;
  let asked = 0;

  box.className = "chooser";
  Object.assign(input, { type: "text", id: `${select.id}-typed`, autocomplete: "off", spellcheck: false });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  Object.assign(list, { className: "chooser-list", hidden: true });
  list.setAttribute("role", "listbox");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  chosen.className = "chooser-chosen";
  box.append(...(several ? [chosen] : []), input, list, said);

  const label = select.labels[0];
  const name = label?.textContent.trim().replace(/:$/, "") ?? select.getAttribute("aria-label") ?? "";
  if (label) label.htmlFor = input.id;
  else input.setAttribute("aria-label", name);
  list.setAttribute("aria-label", name);
  chosen.setAttribute("aria-label", `${name}: chosen`);

  select.classList.add("chooser-select");
  select.tabIndex = -1;
  select.setAttribute("aria-hidden", "true");
  select.addEventListener("focus", () => input.focus()); // as when a link of the summary of errors leads here
  select.after(box);

  const picked = () => [...select.options].filter((option) => option.selected && option.value);

  const isEmptied = () => !several && !input.value.trim() && picked().length > 0;

  function show() {
    if (several) chosen.replaceChildren(...picked().map(item));
    else if (document.activeElement !== input) input.value = picked()[0]?.text ?? "";
  }

  function item(option) {
    const row = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = option.text;
    button.setAttribute("aria-label", `Remove ${option.text}`);
    button.addEventListener("click", () => {
      option.remove();
      changed();
      input.focus();
    });
    row.append(button);
    return row;
  }

  function changed() {
    show();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function choose({ id, text }) {
    if (!several) [...select.options].forEach((option) => option.value && option.remove());
    const there = [...select.options].find((option) => option.value === id);
    if (there) there.selected = true;
    else select.add(new Option(text, id, true, true));
    input.value = several ? "" : text;
    close();
    changed();
  }

  function clear() {
    [...select.options].forEach((option) => option.value && option.remove());
    if (!select.options.length) select.add(new Option("", ""));
    select.value = "";
    changed();
  }

  function open(results, more) {
    options = results;
    active = -1;
    list.id = `choices-${(count += 1)}`;
    list.replaceChildren(...results.map(choice));
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.setAttribute("aria-controls", list.id);
    input.removeAttribute("aria-activedescendant");
    said.textContent = results.length
      ? `${results.length}${more ? " and more" : ""} to choose from.`
      : "Nothing is called that.";
    box.classList.toggle("chooser-empty", !results.length);
  }

  function choice(result, index) {
    const row = document.createElement("li");
    Object.assign(row, { id: `${list.id}-${index}`, textContent: result.text });
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    row.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
    row.addEventListener("click", () => choose(result));
    return row;
  }

  function close() {
    clearTimeout(timer);
    asked += 1;
    list.hidden = true;
    box.classList.remove("chooser-empty");
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    if (!options.length) return;
    list.children[active]?.setAttribute("aria-selected", "false");
    active = (to + options.length) % options.length;
    const row = list.children[active];
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  }

  async function ask() {
    const now = (asked += 1);
    const address = new URL(select.dataset.chooseFrom, location.href);
    const isName = !several && input.value === picked()[0]?.text;
    address.searchParams.set("term", isName ? "" : input.value);
    try {
      const response = await fetch(address, { headers: { Accept: "application/json" } });
      const { results, pagination } = await response.json();
      if (now === asked && document.activeElement === input) open(results, pagination.more);
    } catch {
      if (now === asked) said.textContent = "The list cannot be read. Try again.";
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("click", () => list.hidden && ask());
  input.addEventListener("blur", () => {
    close();
    if (isEmptied()) clear();
    if (several) input.value = "";
    else show();
  });
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else move(key === "ArrowDown" ? active + 1 : Math.max(active, 0) - 1);
    } else if (key === "Enter" && !list.hidden) {
      event.preventDefault();
      if (options.length) choose(options[Math.max(active, 0)]);
    } else if (key === "Enter" && isEmptied()) {
      clear();
    } else if (key === "Enter" && input.value.trim() && (several || input.value !== picked()[0]?.text)) {
      event.preventDefault(); // Typed and not yet chosen: the form is not sent without it.
      ask();
    } else if (key === "Escape" && (!list.hidden || box.classList.contains("chooser-empty"))) {
      event.preventDefault();
      close();
      input.value = several ? "" : (picked()[0]?.text ?? "");
      input.select();
    } else if (key === "Backspace" && several && !input.value) {
      chosen.querySelector("li:last-child button")?.click();
    }
  });

  // Django's window for a new entry adds it to the select.
  new MutationObserver(show).observe(select, { childList: true, characterData: true, subtree: true });
  show();
}

function upgrade(root) {
  root.querySelectorAll("select[data-choose-from]:not(.chooser-select, [name*='__prefix__'])").forEach(choosing);
}

upgrade(document);
document.addEventListener("formset:added", (event) => upgrade(event.target));
