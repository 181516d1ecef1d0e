import { byId, element, setText } from "./dom.js";
import { NONE, count, forward, micros, skew, time } from "./format.js";
import { longText } from "./long-text.js";
import { verdictBadge } from "./row.js";
import { shorten } from "./text.js";

const MAX_TITLE = 200;
const MAX_FACT = 200;

/** The title and the facts above the tabs. */
export function renderHeadline(delivery) {
  setText(byId("detail-title"), shorten(delivery.event || "Delivery without an event", MAX_TITLE));
  byId("detail-verdict").replaceChildren(
    verdictBadge(delivery.verdict),
    delivery.reason ? element("code", { class: "data" }, shorten(delivery.reason, MAX_TITLE)) : "",
    element("span", { class: "answer" }, `answered ${delivery.status}`));
  byId("detail-untrusted").hidden = delivery.verdict === "accepted";
  byId("detail-facts").replaceChildren(...facts(delivery)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value, className]) => fact(name, String(value), className)));
}

function facts(delivery) {
  return [
    ["Received", `${time(delivery.receivedAt)} (${delivery.receivedAt})`, "wide"],
    ["Content type", delivery.uid ?? delivery.model, "wide"],
    ["Document", delivery.documentId, "wide"],
    ["Request", `${delivery.method} ${delivery.path}`],
    ["Locale", delivery.locale],
    ["Skew", delivery.skewMillis === null ? null : skew(delivery.skewMillis)],
    ["Size", `${count(delivery.bytes)} bytes`],
    ["Took", micros(delivery.durationMicros)],
    ["Forward", forward(delivery.forward) === NONE ? null : forward(delivery.forward)],
  ];
}

function fact(name, value, className) {
  return element("div", { class: className }, element("dt", {}, name), element("dd", {}, longText(value, MAX_FACT)));
}
