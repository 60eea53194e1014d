// What Gradio leaves undone: Korean names for screen readers, the cited cell kept in sight, and
// the proof of an answer as a file.
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

// The proof of an answer: what to ask again stands in the link; the file comes from our own server.
async function keepProof(link) {
  const packed = link.hash.slice(1).replaceAll("-", "+").replaceAll("_", "/");
  const response = await fetch("api/v1/proof", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: atob(packed),
  });
  if (!response.ok) throw new Error((await response.json()).error.message);
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get("Content-Disposition"));
  const saved = document.createElement("a");
  saved.href = URL.createObjectURL(await response.blob());
  saved.download = decodeURIComponent(named[1]);
  saved.click();
  setTimeout(() => URL.revokeObjectURL(saved.href), 60_000); // some browsers read it late
}

function told(link, message) {
  const note = document.createElement("span");
  note.className = "bogo-note";
  note.setAttribute("role", "alert");
  note.textContent = message;
  link.after(note);
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("a.bogo-proof");
  if (!link) return;
  event.preventDefault();
  link.parentElement.querySelector(".bogo-note")?.remove();
  keepProof(link).catch((failed) => {
    told(link, failed instanceof TypeError ? "서버에 닿지 않아 받지 못했습니다." : failed.message);
  });
});

document.addEventListener("toggle", (event) => reveal(event.target), true);
