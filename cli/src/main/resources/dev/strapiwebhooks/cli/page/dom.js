import { visible, visibleLines } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";

export function byId(id) {
  return document.getElementById(id);
}

/** An element; every string, in attributes and children, passes {@link visible}. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

export function icon(name) {
  return svg("svg", { class: `icon icon-${name}`, "aria-hidden": "true" }, svg("use", { href: `#icon-${name}` }));
}

export function button(label, onClick, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", onClick);
  return node;
}

/** A text node that keeps line breaks and tabs, for preformatted blocks. */
export function lines(text) {
  return document.createTextNode(visibleLines(text));
}

export function setText(node, text) {
  const shown = visible(text);
  if (node.textContent !== shown) {
    node.textContent = shown;
  }
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(name, value === true ? "" : visible(value));
    }
  }
  for (const child of children) {
    if (child !== null && child !== undefined) {
      node.append(typeof child === "string" ? visible(child) : child);
    }
  }
  return node;
}
