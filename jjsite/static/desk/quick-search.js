// The search in the head of the desk: "/" leads to it, and what is found shows while one types. The arrow keys go
// through it, Escape closes it. Without this module the form leads to the page of what is found.

const PAUSE = 200;

function isTyping(target) {
  return target.closest("input, textarea, select, [contenteditable]") !== null;
}

function quickSearch(form) {
  const input = form.querySelector("input[name=q]");
  const panel = form.querySelector(".quick-search-found");
  const status = form.querySelector("[role=status]");
  let timer, asked;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    panel.hidden = true;
    status.textContent = "";
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams({ q: input.value, typing: "1" });
    try {
      const response = await fetch(`${form.action}?${query}`, { signal: asked.signal });
      if (!response.ok || response.redirected) return;
      const found = new DOMParser().parseFromString(await response.text(), "text/html");
      panel.replaceChildren(...found.body.childNodes);
      panel.hidden = false;
      const number = panel.querySelectorAll("li").length;
      status.textContent = number ? `${number} found. The arrow keys lead to them.` : panel.textContent.trim();
    } catch (error) {
      if (error.name !== "AbortError") close(); // Offline, perhaps: the form still works once one is back.
    }
  }

  function step(from, by) {
    const stops = [input, ...panel.querySelectorAll("a")];
    stops[(stops.indexOf(from) + by + stops.length) % stops.length].focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim()) timer = setTimeout(ask, PAUSE);
    else close();
  });
  form.addEventListener("submit", close);
  form.addEventListener("keydown", (event) => {
    if (panel.hidden) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close();
      input.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.target, event.key === "ArrowDown" ? 1 : -1);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

document.querySelectorAll("[data-quick-search]").forEach(quickSearch);
