import { button, element } from "./dom.js";
import { count } from "./format.js";

const PAGE = 200;

/** Fills the container with one node for each item, the first page now and the others on demand. */
export function paged(container, items, createItem, outermost = container) {
  const wrapper = element("div", { class: "paged" }, outermost);
  let shown = 0;
  const more = button("", showMore, { class: "more" });
  showMore();
  return wrapper;

  function showMore() {
    const page = items.slice(shown, shown + PAGE);
    container.append(...page.map(createItem));
    shown += page.length;
    const left = items.length - shown;
    if (left > 0) {
      more.textContent = `Show ${count(Math.min(PAGE, left))} more of ${count(left)}`;
      wrapper.append(more);
    } else {
      more.remove();
    }
  }
}
