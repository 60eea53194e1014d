// What Gradio leaves undone: Korean names for screen readers, and the cited cell kept in sight.
"use strict";

const NAMES = [
  [/^user's message:[^]*/, "질문"],
  [/^bot's message:[^]*/, "답변"],
  [/^chatbot conversation$/, "대화"],
  [/^Select example \d+: /, ""],
];

function rename(root) {
  for (const element of root.querySelectorAll("[aria-label]")) {
    const before = element.getAttribute("aria-label");
    const after = NAMES.reduce((name, [pattern, korean]) => name.replace(pattern, korean), before);
    if (after !== before) element.setAttribute("aria-label", after);
  }
}

function reveal(root) {
  for (const frame of root.querySelectorAll(".bogo-scroll")) {
    const cell = frame.querySelector(".bogo-cited");
    if (!cell) continue;
    const [inner, outer] = [cell.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (inner.left >= outer.left && inner.right <= outer.right) continue;
    frame.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }
}

function shown(side) {
  side.scrollTop = 0;
  reveal(side);
}

new MutationObserver((changes) => {
  const chat = document.getElementById("bogo-chat");
  if (chat) rename(chat);
  const side = document.getElementById("bogo-side");
  if (side && changes.some((one) => one.type === "childList" && side.contains(one.target))) {
    shown(side);
  }
}).observe(document.documentElement, {
  attributeFilter: ["aria-label"],
  childList: true,
  subtree: true,
});

document.addEventListener("toggle", (event) => reveal(event.target), true);
