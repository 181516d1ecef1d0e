import { button, element, lines } from "./dom.js";
import { count } from "./format.js";
import { shorten, visibleBytes } from "./text.js";

/** An inline text; when it is longer than the limit it is cut, and a button shows all of it. */
export function longText(text, limit, attributes = {}) {
  return cutText(text, limit, element("bdi", { class: "data", ...attributes }), lines);
}

/** A preformatted block of text. */
export function textBlock(text, limit = 20_000) {
  return element("div", { class: "block" }, cutText(text, limit, element("pre", { class: "data", tabindex: 0 }), lines));
}

/** As {@link textBlock}, with line breaks and tabs as escapes, too. */
export function bytesBlock(text, limit = 20_000) {
  return element("div", { class: "block" }, cutText(text, limit, element("pre", { class: "data", tabindex: 0 }), escapedLines));
}

function escapedLines(text) {
  return document.createTextNode(visibleBytes(text));
}

function cutText(text, limit, node, toText) {
  const short = shorten(text, limit);
  node.append(toText(short));
  if (short === text) {
    return node;
  }
  const all = button(`show all ${count(text.length)} characters`, () => {
    node.replaceChildren(toText(text));
    all.remove();
  }, { class: "more" });
  return element("span", { class: "long-text" }, node, all);
}
