// Lets an editor point at what matters in a picture, with the pointer or the arrow keys.
// Found by data-focal-point, which names the two number fields (in per cent, from the left and from the top). The fields
// hold the value and work alone; where they are missing, since the form may only be looked at, nothing happens.

const STEPS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const STRIDE = 10; // with Shift

const percent = (number) => Math.min(100, Math.max(0, Math.round(number) || 0));

function guide(frame) {
  const fields = frame.dataset.focalPoint.split(" ").map((id) => document.getElementById(id));
  if (fields.includes(null)) return;

  const picture = frame.querySelector("img");
  const marker = document.createElement("span");
  marker.className = "focal-marker";
  marker.tabIndex = 0;
  // A slider knows one value only: both are said in its text, as the label of each arrow's direction.
  marker.setAttribute("role", "slider");
  marker.setAttribute("aria-roledescription", "point in two directions");
  marker.setAttribute("aria-label", "Focal point, moved by the arrow keys");
  marker.setAttribute("aria-valuemin", 0);
  marker.setAttribute("aria-valuemax", 100);
  frame.append(marker);

  const point = () => fields.map((field) => percent(field.valueAsNumber));

  function show() {
    const [x, y] = point();
    marker.style.left = `${x}%`;
    marker.style.top = `${y}%`;
    marker.setAttribute("aria-valuenow", x);
    marker.setAttribute("aria-valuetext", `${x} % from the left, ${y} % from the top`);
  }

  function set(...values) {
    fields.forEach((field, place) => {
      field.value = percent(values[place]);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  function setByPointer(event) {
    const area = picture.getBoundingClientRect();
    set((100 * (event.clientX - area.left)) / area.width, (100 * (event.clientY - area.top)) / area.height);
  }

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault(); // The browser would drag the picture away.
    frame.setPointerCapture(event.pointerId);
    marker.focus();
    setByPointer(event);
  });
  frame.addEventListener("pointermove", (event) => {
    if (frame.hasPointerCapture(event.pointerId)) setByPointer(event);
  });
  marker.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault(); // The page would scroll.
    const stride = event.shiftKey ? STRIDE : 1;
    const [x, y] = point();
    set(x + stride * step[0], y + stride * step[1]);
  });
  fields.forEach((field) => field.addEventListener("input", show));
  show();
}

document.querySelectorAll("[data-focal-point]").forEach(guide);
