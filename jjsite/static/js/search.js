// Suggests titles while one types in a search field. The arrow keys go through them, Enter leads to the chosen one,
// Escape closes them. Without this module the form leads to the page of results, as Enter does with none chosen.

const PAUSE = 150; // milliseconds for which nobody has typed

function suggestIn(form, number) {
  const input = form.querySelector("input[name=q]");
  const list = document.createElement("ul");
  list.id = `suggested-${number}`;
  list.className = "suggested";
  list.role = "listbox";
  list.ariaLabel = "Suggested pages";
  list.hidden = true;
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.role = "status";
  input.after(list, status);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.setAttribute("aria-controls", list.id);

  let active = null; // the option that Enter takes
  let timer, request;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    input.ariaExpanded = "false";
    activate(null);
  }

  function activate(option) {
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  async function suggest() {
    request = new AbortController();
    const query = new URLSearchParams({ q: input.value });
    try {
      const response = await fetch(`${form.dataset.suggestions}?${query}`, { signal: request.signal });
      if (response.ok) show((await response.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // Offline, perhaps: the form still works once one is back.
    }
  }

  function show(suggestions) {
    const count = suggestions.length;
    activate(null);
    list.replaceChildren(...suggestions.map((each, index) => makeOption(each, `${list.id}-${index}`)));
    status.textContent = count ? `${count} ${count === 1 ? "page" : "pages"} suggested.` : "No page suggested.";
    list.hidden = !count;
    input.ariaExpanded = String(Boolean(count));
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    request?.abort();
    if (input.value.trim()) timer = setTimeout(suggest, PAUSE);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") activate(active ? active.nextElementSibling : list.firstElementChild);
    else if (event.key === "ArrowUp") activate(active ? active.previousElementSibling : list.lastElementChild);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active) location.assign(active.dataset.url);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  // A press would take the focus from the field, and close the list before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => location.assign(event.target.closest("li").dataset.url));
}

function makeOption({ title, url, note }, id) {
  const option = document.createElement("li");
  option.id = id;
  option.role = "option";
  option.ariaSelected = "false";
  option.dataset.url = url;
  option.append(makePart("bdi", "suggested-title", title), makePart("span", "suggested-note", note));
  return option;
}

function makePart(element, name, text) {
  const part = document.createElement(element);
  part.className = name;
  part.textContent = text;
  return part;
}

document.querySelectorAll("form[data-suggestions]").forEach(suggestIn);
