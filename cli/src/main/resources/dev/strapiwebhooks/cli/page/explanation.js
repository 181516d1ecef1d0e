import { fetchExplanation } from "./api.js";
import { button, byId, element, icon, lines, setText } from "./dom.js";

/** Why a delivery was refused, and how to mend it on either side. */
export class Explanation {
  #section = byId("explanation");
  #summary = byId("explanation-summary");
  #findings = byId("findings");

  hide() {
    this.#section.hidden = true;
  }

  async load(id, signal) {
    this.#section.hidden = false;
    this.#section.setAttribute("aria-busy", "true");
    this.#findings.replaceChildren();
    setText(this.#summary, "Looking for the reason…");
    try {
      const { summary, findings } = await fetchExplanation(id, signal);
      this.#summary.replaceChildren(lines(summary));
      this.#findings.replaceChildren(...findings.map(findingItem));
    } catch (problem) {
      if (signal.aborted) {
        return;
      }
      setText(this.#summary, `The explanation could not be loaded: ${problem.message} `);
      this.#summary.append(button("Try again", () => this.load(id, signal)));
    }
    this.#section.setAttribute("aria-busy", "false");
  }
}

function findingItem({ code, certain, what, strapi, java }) {
  return element("li", { class: "finding", "data-code": code, "data-certain": String(certain) },
    element("p", { class: "finding-head" },
      element("span", { class: certain ? "tag tag-certain" : "tag" }, icon(certain ? "accepted" : "possible"),
        certain ? "certain" : "possible"),
      element("code", { class: "data" }, code)),
    element("p", { class: "finding-what" }, lines(what)),
    advice("On the Strapi side:", strapi),
    advice("On the Java side:", java));
}

function advice(side, text) {
  return text ? element("p", { class: "advice" }, element("strong", {}, side), " ", lines(text)) : null;
}
