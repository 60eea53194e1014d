// What the reading room does beyond its HTML: one stop per table for the keyboard, with the arrow
// keys going from cell to cell; the outline shows where one is; and, in a long document, a line of
// another part is fetched.
"use strict";

const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
const CELL = /^b(\d+)r(\d+)c(\d+)$/;

function stopAt(cell) {
  for (const other of cell.closest("table").querySelectorAll("td[tabindex]")) {
    other.tabIndex = other === cell ? 0 : -1;
  }
}

/** The next cell that says something in a direction; none at the table's edge. */
function beyond(id, [down, right]) {
  let [, block, row, column] = id.match(CELL).map(Number);
  for (;;) {
    row += down;
    column += right;
    const cell = document.getElementById(`b${block}r${row}c${column}`);
    if (!cell || cell.hasAttribute("tabindex")) return cell;
  }
}

for (const table of document.querySelectorAll(".bogo-grid")) {
  const first = table.querySelector("td[tabindex]");
  if (first) stopAt(first);
}

document.addEventListener("focusin", (event) => {
  if (CELL.test(event.target.id)) stopAt(event.target);
});

document.addEventListener("keydown", (event) => {
  const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  if (event.key === "Escape" && CELL.test(event.target.id)) event.target.blur();
  if (!(event.key in ARROWS) || modified || !CELL.test(event.target.id)) return;
  const cell = beyond(event.target.id, ARROWS[event.key]);
  if (!cell) return;
  event.preventDefault();
  cell.focus();
});

/** Without a script the address of a line in another part needs its `?line=` as well. */
function fetchPart() {
  const wanted = location.hash.match(/^#(?:L(\d+)|b(\d+)(?:r\d+c\d+)?)$/);
  if (!wanted || document.getElementById(wanted[0].slice(1))) return;
  const place = wanted[1] ? `?line=${wanted[1]}` : `?block=${wanted[2]}`;
  if (document.querySelector(".bogo-parts") && location.search !== place) {
    location.replace(place + location.hash);
  }
}

window.addEventListener("hashchange", fetchPart);
fetchPart();

const entries = [...document.querySelectorAll('.bogo-outline li a[href^="#s"]')]
  .map((link) => [link, document.getElementById(link.hash.slice(1))])
  .filter(([, heading]) => heading);
let current = null;

function follow() {
  const passed = entries.filter(([, heading]) =>
    heading.getBoundingClientRect().top < innerHeight * 0.3);
  const [link] = passed.at(-1) ?? [null];
  if (link === current) return;
  current?.removeAttribute("aria-current");
  current = link;
  if (!link) return;
  link.setAttribute("aria-current", "location");
  const outline = document.getElementById("outline");
  const [box, frame] = [link.getBoundingClientRect(), outline.getBoundingClientRect()];
  if (box.top < frame.top || box.bottom > frame.bottom) {
    outline.scrollTop += box.top - frame.top - frame.height / 3;
  }
}

let waiting = false;
document.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    follow();
  });
}, { passive: true });
follow();
