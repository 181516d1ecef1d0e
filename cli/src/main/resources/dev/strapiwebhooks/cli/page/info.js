import { fetchInfo } from "./api.js";
import { copyButton } from "./clipboard.js";
import { byId, element } from "./dom.js";
import { count, size } from "./format.js";

/** Fills the line under the title and the instructions of the empty state. */
export async function showInfo() {
  const info = await fetchInfo();
  byId("info").replaceChildren(...[
    ["Endpoint", info.endpoint],
    ["Scheme", `${info.scheme}, ±${count(info.toleranceSeconds)} s`],
    ["Largest body", size(info.maxBodyBytes)],
    ["Forwards to", info.forward ?? "nobody"],
    ["Kept in", info.store],
    ["Version", info.version],
  ].map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", { class: "data" }, String(value)))));
  showCopyable(byId("empty-endpoint"), info.endpoint);
  showCopyable(byId("empty-command"), `strapi-webhooks send --url ${info.endpoint} --secret-file FILE`);
}

function showCopyable(place, text) {
  const code = element("code", { class: "data" }, text);
  place.replaceChildren(code, copyButton(text, code));
}
