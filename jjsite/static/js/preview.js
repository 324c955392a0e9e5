// Shows beside a form the page that it would make, drawn anew while one writes. Without it, a button opens that page in
// a tab of its own.

const DELAY = 800; // milliseconds for which nothing was changed
const BUSY = 503; // what the desk answers while somebody else has the database
const KEPT = "desk-preview"; // what is remembered of the pane, in this browser
const WIDTHS = [
  ["phone", "phone"],
  ["desk", "desk"],
];

const panel = document.querySelector("[data-preview]");
const form = panel && document.getElementById(panel.dataset.preview);
if (form) showBeside(form, panel);

function showBeside(form, panel) {
  const controls = panel.querySelector(".preview-controls");
  const address = controls.querySelector("[formaction]").formAction;
  const [horizon, theme] = controls.querySelectorAll("select");
  const width = makeSelect(controls, "preview-width", "Width", WIDTHS);
  const toggle = makeToggle(form, panel);
  const { pane, frame } = makePane();
  const status = document.createElement("div");
  status.role = "status";
  status.className = "preview-status";
  panel.append(status, pane);
  panel.classList.add("is-beside");

  let timer;
  let isAsking = false;
  let isAskedAgain = false;
  let shown = null; // what the form said when it was last asked about
  let place = 0; // how far down the page is read

  recall();
  for (const kind of ["input", "change"]) form.addEventListener(kind, askSoon);
  for (const kind of ["formset:added", "formset:removed"]) document.addEventListener(kind, askSoon);
  for (const select of [horizon, theme, width]) {
    select.addEventListener("change", () => {
      keep();
      ask();
    });
  }
  toggle.addEventListener("click", () => {
    open(panel.hidden);
    keep();
  });
  frame.addEventListener("load", () => {
    leadNowhereElse(frame.contentDocument);
    // Whoever scrolled before all of it was there is left where they are.
    if (!frame.contentWindow.scrollY) frame.contentWindow.scrollTo({ top: place, behavior: "instant" });
  });

  function open(isOpen) {
    panel.hidden = !isOpen;
    toggle.setAttribute("aria-expanded", isOpen);
    ask();
  }

  function askSoon() {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  }

  // One at a time: a preview takes the place of whoever wants to save. What was changed meanwhile is asked about next.
  async function ask() {
    clearTimeout(timer);
    if (panel.hidden) return;
    if (isAsking) {
      isAskedAgain = true;
      return;
    }
    const said = textsOf(form);
    const saying = JSON.stringify([...said]);
    if (saying === shown) return;
    isAsking = true;
    shown = saying;
    try {
      await answer(await fetch(address, { method: "POST", body: said }));
    } catch {
      shown = null;
      tell("Not shown: the desk does not answer.");
    }
    isAsking = false;
    if (isAskedAgain) {
      isAskedAgain = false;
      ask();
    }
  }

  async function answer(response) {
    const text = await response.text();
    if (response.redirected) {
      shown = null;
      tell("Not shown: log in again, in another tab.");
    } else if (response.status === BUSY) {
      shown = null;
      tell("Not shown yet: the desk is busy.");
      askSoon();
    } else if (response.ok) {
      tell("");
      const at = frame.contentWindow.scrollY;
      if (at || frame.contentDocument?.readyState === "complete") place = at;
      frame.srcdoc = text;
    } else {
      const page = new DOMParser().parseFromString(text, "text/html");
      tell(page.querySelector("h1")?.textContent.trim() || "Not shown.", page.querySelector("[data-problems]"));
    }
  }

  function tell(text, ...more) {
    status.replaceChildren(text, ...more.filter(Boolean));
  }

  function keep() {
    pane.dataset.width = width.value;
    const state = { open: !panel.hidden, horizon: horizon.value, theme: theme.value, width: width.value };
    try {
      localStorage.setItem(KEPT, JSON.stringify(state));
    } catch {
      // A browser that keeps nothing opens it as it was made.
    }
  }

  function recall() {
    let state = {};
    try {
      state = JSON.parse(localStorage.getItem(KEPT)) ?? {};
    } catch {
      // As above.
    }
    choose(horizon, state.horizon);
    choose(theme, state.theme);
    choose(width, state.width);
    pane.dataset.width = width.value;
    open(state.open === true);
  }
}

function textsOf(form) {
  const said = new FormData(form);
  for (const [name, value] of [...said]) {
    if (value instanceof File) said.delete(name);
  }
  return said;
}

function choose(select, value) {
  if ([...select.options].some((option) => option.value === value)) select.value = value;
}

// A link within the page leads to its place there. The others would leave the pane: they have nowhere to open.
function leadNowhereElse(page) {
  for (const link of page.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href");
    if (href.startsWith("#")) link.href = `about:srcdoc${href}`;
    else link.target = "_blank";
  }
}

function makeSelect(controls, id, words, choices) {
  const line = document.createElement("p");
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = words;
  const select = document.createElement("select");
  select.id = id;
  select.append(...choices.map(([value, text]) => new Option(text, value)));
  line.append(label, select);
  controls.prepend(line);
  return select;
}

function makeToggle(form, panel) {
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "button";
  toggle.textContent = "Preview";
  toggle.setAttribute("aria-controls", panel.id);
  const row = form.querySelector(".submit-row");
  const last = row.querySelector(":scope > input[type=\"submit\"]:last-of-type");
  if (last) last.after(toggle);
  else row.prepend(toggle); // for whoever may only look
  return toggle;
}

function makePane() {
  const pane = document.createElement("div");
  pane.className = "preview-pane";
  const frame = document.createElement("iframe");
  frame.className = "preview-frame";
  frame.title = "The page as it would be";
  frame.sandbox = "allow-same-origin"; // so that it has its style sheets and pictures, and its place can be kept
  pane.append(frame);
  return { pane, frame };
}
