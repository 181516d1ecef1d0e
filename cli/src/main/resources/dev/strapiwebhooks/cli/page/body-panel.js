import { button, element } from "./dom.js";
import { count } from "./format.js";
import { copyButton } from "./clipboard.js";
import { parseJson } from "./json-parser.js";
import { jsonTree } from "./json-tree.js";
import { textBlock } from "./long-text.js";
import { note } from "./panels.js";

/** The body as a tree, where there is JSON in it, or as raw text. */
export function bodyPanel({ body, bodyIsJson, bodyCut, holdsSecret }) {
  if (body === "") {
    return [note("The body is empty.")];
  }
  const { root, problem } = parseJson(body);
  const hasTree = root?.type === "object" || root?.type === "array";
  const raw = textBlock(body);
  const tree = hasTree ? jsonTree(root) : null;
  const showTree = hasTree && bodyIsJson;
  return [
    element("div", { class: "bar" }, tree ? viewToggle(tree, raw, showTree) : null, copyButton(body, raw)),
    holdsSecret ? note("Your secret was sent in this delivery. It is hidden here and in the export, as [secret]***.") : null,
    bodyCut ? note("The body is longer; its beginning is shown. The export has all of it.") : null,
    problem && !bodyCut ? note(`Not valid JSON at character ${count(problem.position + 1)}: ${problem.message}.`) : null,
    tree, raw,
  ].filter(Boolean);
}

function viewToggle(tree, raw, showTree) {
  const toggle = button("Raw text", () => show(raw.hidden), { id: "raw-toggle" });
  show(!showTree);
  return toggle;

  function show(asRaw) {
    raw.hidden = !asRaw;
    tree.hidden = asRaw;
    toggle.setAttribute("aria-pressed", String(asRaw));
  }
}
