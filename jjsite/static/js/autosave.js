// Keeps what is typed into a form, so that a crash, the end of a session or a lost connection loses nothing.
//
// It is sent to the site. While that does not work it stays in this browser, is sent again, and at the latest when the
// form is opened the next time: then the site offers it. Found by [data-autosave], the line in which it says so.

const QUIET = 1_500;
const LATEST = 10_000;
const PING = 60_000;
const LONGEST_PARTING = 60_000; // Browsers send no more than 64 kB after a page is gone.
const TOKEN = "csrfmiddlewaretoken";
const LEFT = "_left"; // says that an earlier visit could not send it
const NOT_TYPED = ["_horizon", "_theme"]; // what the preview shows
const ONLY_HERE = "Not kept on the site yet. It stays in this browser, and is sent again.";
const NOWHERE = "Not kept: the site does not answer, and this browser keeps nothing. Save soon.";

function autosave(line) {
  const form = line.closest("form");
  const present = form.querySelector("[data-present]");
  const address = line.dataset.autosave;
  const prefix = `unsaved ${line.dataset.autosaveFor} ${address} `;
  const place = prefix + line.dataset.autosavePage;
  let typed = 0; // how often something was changed, and how often when it was last kept
  let kept = 0;
  let isRefused = false;
  let isSubmitted = false;
  let isLastSent = false;
  let sending;
  let quiet;
  let latest;

  const isKept = ([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name);
  const fields = () => new URLSearchParams([...new FormData(form)].filter(isKept));

  function say(words, link) {
    if (line.textContent === words && !link) return;
    line.textContent = words;
    if (link) {
      const anchor = document.createElement("a");
      Object.assign(anchor, { href: line.dataset.unsaved, textContent: link });
      line.append(" ", anchor);
    }
  }

  async function post(body) {
    const response = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive: body.toString().length < LONGEST_PARTING,
    });
    const answer = await response.json();
    showPresent(answer);
    return { ...answer, isDone: response.ok || answer.kept };
  }

  function showPresent({ present: words }) {
    if (present && words !== undefined && present.textContent !== words) present.textContent = words;
  }

  function changed() {
    typed += 1;
    clearTimeout(quiet);
    quiet = setTimeout(send, QUIET);
    latest ??= setTimeout(send, LATEST);
  }

  async function send() {
    clearTimeout(quiet);
    clearTimeout(latest);
    latest = undefined;
    if (sending || isSubmitted || typed === kept) return;
    sending = sendNow();
    await sending;
    sending = undefined;
  }

  async function sendNow() {
    const sent = typed;
    const body = fields();
    let answer = {};
    try {
      answer = await post(body);
    } catch {
      // The site did not answer, or not as it should.
    }
    isRefused = !answer.isDone;
    if (isRefused) {
      refuse(body, answer.error ?? answer.said);
    } else {
      kept = Math.max(kept, sent);
      remove(place);
      say(answer.said);
      if (typed > kept) latest ??= setTimeout(send, QUIET);
    }
  }

  function refuse(body, words) {
    const isHere = store(body);
    say(words ?? (isHere ? ONLY_HERE : NOWHERE));
    latest ??= setTimeout(send, LATEST);
  }

  function store(body) {
    try {
      body.delete(TOKEN);
      localStorage.setItem(place, body);
      return true;
    } catch {
      return false; // It is full, or switched off.
    }
  }

  function remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // It is switched off.
    }
  }

  function part() {
    if (isSubmitted || typed === kept) return;
    const body = fields();
    store(new URLSearchParams(body));
    post(body).then(
      ({ isDone }) => isDone && remove(place),
      () => {},
    );
  }

  // What an earlier visit could not send. A page that is open in another window sends it once more itself.
  async function sendWhatIsLeft() {
    let left = [];
    try {
      left = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
    } catch {
      return;
    }
    for (const key of left) {
      const body = new URLSearchParams(localStorage.getItem(key));
      body.set(TOKEN, form.elements[TOKEN].value);
      body.set(LEFT, "1");
      try {
        const answer = await post(body);
        if (answer.isDone) remove(key);
        if (answer.kept) say("This browser still had something that you typed here and did not save.", "Show the difference");
      } catch {
        return;
      }
    }
  }

  const ping = () => {
    if (document.visibilityState === "hidden") return;
    post(new URLSearchParams([[TOKEN, form.elements[TOKEN].value]])).catch(() => {});
  };

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  document.addEventListener("formset:added", changed);
  document.addEventListener("formset:removed", changed);
  form.addEventListener("submit", (event) => {
    // What stays in this browser would else be offered once more, though the form is saved.
    if (isRefused && navigator.onLine && !isLastSent) send();
    if (sending) {
      // So would what is under way, and arrives after the form is saved.
      const { submitter } = event;
      isLastSent = true;
      event.preventDefault();
      Promise.race([sending, new Promise((resolve) => setTimeout(resolve, QUIET))]).then(() => {
        sending = undefined;
        form.requestSubmit(submitter);
      });
      return;
    }
    if (isRefused || !navigator.onLine) store(fields());
    isSubmitted = true;
  });
  addEventListener("pageshow", () => (isSubmitted = isLastSent = false));
  addEventListener("pagehide", part);
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
  addEventListener("beforeunload", (event) => {
    if (isRefused && !isSubmitted && typed > kept) event.preventDefault();
  });
  if (present) setInterval(ping, PING);
  sendWhatIsLeft();
}

document.querySelectorAll("[data-autosave]").forEach(autosave);
