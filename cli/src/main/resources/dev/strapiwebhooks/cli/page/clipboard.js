import { button } from "./dom.js";

const SHOWN_MILLIS = 2000;

/** A button that copies text; where the clipboard is not allowed, it selects the shown text instead. */
export function copyButton(text, shownAs, label = "Copy") {
  const node = button(label, async () => {
    try {
      await navigator.clipboard.writeText(text);
      confirm(node, "Copied", label);
    } catch {
      getSelection().selectAllChildren(shownAs);
      confirm(node, "Selected", label);
    }
  }, { class: "copy" });
  return node;
}

function confirm(node, message, label) {
  node.textContent = message;
  setTimeout(() => {
    node.textContent = label;
  }, SHOWN_MILLIS);
}
