// Reads the visible text of every frame. What is no text stands as the words that our compiler has for it.
const COUNTED = ["decimal", "lower-alpha", "upper-alpha", "lower-latin", "upper-latin", "lower-roman", "upper-roman"];

function words(doc, text, style) {
  const made = doc.createElement("span");
  made.textContent = text;
  made.setAttribute("style", "display:inline!important;text-transform:none!important;white-space:nowrap");
  if (style) made.style.visibility = style.visibility;
  return made;
}

function input(each) {
  const kind = (each.getAttribute("type") || "").toLowerCase();
  if (kind === "checkbox") return each.checked ? "☑" : "☐";
  if (kind === "radio") return each.checked ? "◉" : "○";
  if (kind === "hidden") return "";
  return each.value || each.placeholder || (["button", "submit", "reset"].includes(kind) ? "" : "____");
}

function read(doc) {
  const view = doc.defaultView;
  const kinds = new Set();
  const marks = [];
  for (const each of [...doc.body.querySelectorAll("*")]) {
    const style = view.getComputedStyle(each);
    if (parseFloat(style.opacity) <= 0.05 || each.tagName === "NOSCRIPT") {
      each.remove();
      continue;
    }
    for (const part of ["::before", "::after"]) {
      const content = view.getComputedStyle(each, part).content;
      if (each.tagName !== "Q" && /"[^"]*[^"\s][^"]*"/.test(content)) kinds.add("generated text");
    }
    if (each.tagName === "LI" && style.display === "list-item" && style.listStyleType !== "none") {
      const items = [...each.parentElement.children].filter((one) => one.tagName === "LI");
      const number = items.indexOf(each) + (each.parentElement.start || 1);
      const counted = COUNTED.includes(style.listStyleType);
      marks.push([each, counted ? `${number}.\u00a0` : "-\u00a0", style]);
    }
  }
  for (const [each, mark, style] of marks) each.prepend(words(doc, mark, style));
  const swap = (names, text) => {
    for (const each of [...doc.body.querySelectorAll(names)]) {
      const style = view.getComputedStyle(each);
      if (style.display !== "none" || each.tagName === "AUDIO") each.replaceWith(words(doc, text(each), style));
    }
  };
  const source = (each) => each.getAttribute("src") || each.querySelector("source")?.getAttribute("src") || "";
  swap("img", (each) => (source(each) ? `⟦${source(each)}⟧` : `▧ ${each.alt}`));
  swap("svg", (each) => (each.getAttribute("aria-label") || each.querySelector("title")?.textContent || ""));
  swap("audio,video", (each) => (source(each) ? `⟪${source(each)}⟫` : ""));
  swap("input", input);
  swap("select", (each) => each.selectedOptions[0]?.text || "");
  swap("textarea", (each) => each.value || each.placeholder);
  for (const each of doc.body.querySelectorAll("rp")) each.remove();
  for (const each of doc.body.querySelectorAll("rt")) {
    if (each.textContent.trim()) each.replaceChildren(`(${each.textContent})`);
  }
  for (const each of doc.body.querySelectorAll("q")) {
    const inner = each.parentElement.closest("q");
    each.prepend(inner ? "‘" : "“");
    each.append(inner ? "’" : "”");
  }
  for (const name of ["svg", "math", "script", "details", "table", "canvas", "iframe"]) {
    if (doc.body.querySelector(name)) kinds.add(name);
  }
  return { text: doc.body.innerText, kinds: [...kinds].join(" ") };
}

window.addEventListener("load", () => {
  const told = [...document.querySelectorAll("iframe")].map((frame) => {
    try {
      return read(frame.contentDocument);
    } catch (error) {
      return { text: `fault: ${error}`, kinds: "fault" };
    }
  });
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = encodeURIComponent(JSON.stringify(told).toWellFormed());
  document.body.replaceChildren(result);
});
