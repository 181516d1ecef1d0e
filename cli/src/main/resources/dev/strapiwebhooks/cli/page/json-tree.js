import { element } from "./dom.js";
import { plural } from "./format.js";
import { longText } from "./long-text.js";
import { paged } from "./pager.js";

const MAX_KEY = 200;
const MAX_STRING = 500;
const OPEN_LEVELS = 2;
const OPEN_CHILDREN = 40;
const INDENTED_LEVELS = 12;

/** A tree of what {@link parseJson} returned; an object or array gets its children when it is opened. */
export function jsonTree(root) {
  return element("div", { class: "json" }, nodeOf(null, root, 0));
}

function nodeOf(name, value, level) {
  const children = childrenOf(value);
  return children === null || children.length === 0
    ? element("div", { class: "json-line" }, name, scalar(value))
    : branch(name, value, children, level);
}

function branch(name, value, children, level) {
  const kind = value.type === "object" ? ["{", "}", "key"] : ["[", "]", "item"];
  const summary = element("summary", {}, name, element("span", { class: "json-kind" },
    `${kind[0]} ${plural(children.length, kind[2])} ${kind[1]}`));
  const details = element("details", { class: level < INDENTED_LEVELS ? "json-branch" : "json-branch flat" }, summary);
  const fill = () => details.append(paged(element("div", { class: "json-children" }), children,
    (child) => nodeOf(child.name(), child.value, level + 1)));
  if (level < OPEN_LEVELS && (level === 0 || children.length <= OPEN_CHILDREN)) {
    details.open = true;
    fill();
  } else {
    details.addEventListener("toggle", fill, { once: true });
  }
  return details;
}

function childrenOf(value) {
  if (value?.type === "object") {
    return value.entries.map((entry) => ({ value: entry.value, name: () => keyOf(entry) }));
  }
  if (value?.type === "array") {
    return value.items.map((item, index) => ({ value: item, name: () => indexOf(index) }));
  }
  return null;
}

function keyOf({ key, repeated }) {
  return element("span", { class: "json-name" }, longText(`"${key}"`, MAX_KEY, { class: "data json-key" }),
    repeated ? element("span", { class: "tag tag-warning" }, "repeated key") : null, ":");
}

function indexOf(index) {
  return element("span", { class: "json-name" }, element("span", { class: "json-index" }, String(index)), ":");
}

function scalar(value) {
  switch (value?.type) {
    case "string":
      return longText(`"${value.value}"`, MAX_STRING, { class: "data json-string" });
    case "number":
    case "literal":
      return longText(value.text, MAX_STRING, { class: `data json-${value.type}` });
    case "raw":
      return element("span", {}, element("span", { class: "tag" }, "nested too deep, as text"),
        longText(value.text, MAX_STRING));
    case "object":
      return element("span", { class: "json-kind" }, "{ }");
    case "array":
      return element("span", { class: "json-kind" }, "[ ]");
    default:
      return element("span", { class: "tag tag-warning" }, "cut off here");
  }
}
