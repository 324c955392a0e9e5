// Suggests entries while a link or citation is typed. Without it, keys are looked up and typed.

import { lineBelow } from "./caret.js";
import { forEachProseField } from "./prose-fields.js";
import { replaceText } from "./typing.js";

const DELAY = 150; // milliseconds for which nobody has typed
const MARKS = [
  { what: "entry", many: "entries", closing: "]]", unfinished: /(?<!\\)\[\[([^[\]|\n]{0,80})$/ },
  { what: "source", many: "sources", closing: "]", unfinished: /(?<!\\)\[@([^[\],|\n]{0,80})$/ },
];
const LONGEST_MARK = 90;
// One list is open at a time; where it opens is a rule of its own, since the policy of the site allows no style attributes.
const PLACE = new CSSStyleSheet();
document.adoptedStyleSheets.push(PLACE);
const CARET_KEYS = new Set(["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown", "Tab"]);

forEachProseField((field, textarea) => {
  const list = document.createElement("ul");
  list.id = `${textarea.id}_suggestions`;
  list.className = "prose-suggestions";
  list.role = "listbox";
  list.hidden = true;
  const status = document.createElement("div");
  status.className = "visually-hidden";
  status.role = "status";
  field.append(list, status);
  textarea.ariaAutoComplete = "list";

  let mark = null; // that is being typed
  let dismissed = null; // where one begins for which suggestions are not wanted
  let active = null; // the option that Enter takes
  let timer, request;

  textarea.addEventListener("input", () => {
    mark = markBeforeCaret(textarea);
    clearTimeout(timer);
    request?.abort();
    if (mark && mark.start !== dismissed) {
      timer = setTimeout(suggest, DELAY);
    } else {
      if (!mark) dismissed = null;
      close();
    }
  });
  textarea.addEventListener("blur", stop);
  textarea.addEventListener("click", stop);
  textarea.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (CARET_KEYS.has(event.key)) stop();
    if (list.hidden) return;
    if (event.key === "ArrowDown") activate(active.nextElementSibling ?? list.firstElementChild);
    else if (event.key === "ArrowUp") activate(active.previousElementSibling ?? list.lastElementChild);
    else if (event.key === "Enter") take(active);
    else if (event.key === "Escape") {
      dismissed = mark.start;
      stop();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  // A press would take the focus from the text.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => take(event.target.closest("li")));

  async function suggest() {
    const asked = mark;
    request = new AbortController();
    const address = `${field.dataset.suggest}?${new URLSearchParams({ for: asked.what, q: asked.words })}`;
    try {
      const response = await fetch(address, { signal: request.signal });
      if (!response.ok || response.redirected) throw new Error(`${address} answered ${response.status}`);
      show(asked, await response.json());
    } catch (error) {
      if (error.name === "AbortError") return;
      close();
      status.textContent = "There are no suggestions now: the desk does not answer.";
    }
  }

  function show(asked, suggestions) {
    list.ariaLabel = `Suggested ${asked.many}`;
    list.replaceChildren(...suggestions.map((suggestion, index) => makeOption(suggestion, `${list.id}_${index}`)));
    status.textContent = `Suggested ${asked.many}: ${suggestions.length || "none"}.`;
    if (!suggestions.length) return close();
    const top = textarea.offsetTop + lineBelow(textarea, textarea.selectionEnd);
    PLACE.replaceSync(`.prose-suggestions { inset-block-start: ${top}px }`);
    list.hidden = false;
    textarea.setAttribute("aria-controls", list.id);
    activate(list.firstElementChild);
    list.scrollIntoView({ block: "nearest" });
  }

  function activate(option) {
    active?.setAttribute("aria-selected", "false");
    active = option;
    active.setAttribute("aria-selected", "true");
    active.scrollIntoView({ block: "nearest" });
    textarea.setAttribute("aria-activedescendant", active.id);
  }

  function take(option) {
    if (!option || !mark) return;
    const caret = textarea.selectionEnd;
    const closed = textarea.value.startsWith(mark.closing, caret);
    const change = { start: mark.start, end: closed ? caret + mark.closing.length : caret, text: option.dataset.mark };
    stop();
    status.textContent = "";
    replaceText(textarea, change);
  }

  function stop() {
    clearTimeout(timer);
    request?.abort();
    close();
  }

  function close() {
    list.hidden = true;
    active = null;
    textarea.removeAttribute("aria-controls");
    textarea.removeAttribute("aria-activedescendant");
  }
});

function markBeforeCaret(textarea) {
  const caret = textarea.selectionEnd;
  const from = Math.max(0, caret - LONGEST_MARK);
  const before = textarea.value.slice(from, caret);
  for (const mark of MARKS) {
    const match = mark.unfinished.exec(before);
    if (match) return { ...mark, start: from + match.index, words: match[1] };
  }
  return null;
}

function makeOption({ mark, title, kind, note }, id) {
  const option = document.createElement("li");
  option.id = id;
  option.role = "option";
  option.ariaSelected = "false";
  option.dataset.mark = mark;
  option.append(makePart("title", title), makePart("kind", note ? `${kind}, ${note}` : kind), makePart("mark", mark));
  return option;
}

function makePart(name, text) {
  const part = document.createElement("span");
  part.className = `suggested-${name}`;
  part.textContent = text;
  return part;
}
