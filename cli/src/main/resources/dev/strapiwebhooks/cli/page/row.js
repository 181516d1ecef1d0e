import { element, icon } from "./dom.js";
import { NONE, count, forward, micros, size, skew, time } from "./format.js";
import { shorten } from "./text.js";

const EMPTY = "(empty)";
const MAX_CELL = 200;
const MAX_TITLE = 1000;

export function createRow(id) {
  return element("tr", { id: `row-${id}`, "data-id": id, role: "row", tabindex: -1 });
}

export function fillRow(row, delivery) {
  row.dataset.verdict = delivery.verdict;
  row.replaceChildren(
    cell("time", element("time", { datetime: delivery.receivedAt }, time(delivery.receivedAt)), delivery.receivedAt),
    dataCell("event", delivery.event, eventTitle(delivery)),
    dataCell("model", delivery.model, delivery.uid),
    cell("verdict", verdictBadge(delivery.verdict)),
    dataCell("reason", delivery.reason, delivery.reason),
    cell("skew", skew(delivery.skewMillis)),
    cell("size", size(delivery.bytes), `${count(delivery.bytes)} bytes`),
    cell("duration", micros(delivery.durationMicros)),
    dataCell("forward", forward(delivery.forward), delivery.forward?.problem, forwardState(delivery.forward)),
  );
}

export function verdictBadge(verdict) {
  return element("span", { class: `verdict verdict-${verdict}` }, icon(verdict), verdict);
}

/** What became of a forward: "none", "waiting", "good" or "bad". */
function forwardState(answer) {
  if (!answer) {
    return "none";
  }
  if (answer.problem) {
    return "bad";
  }
  if (!answer.status) {
    return "waiting";
  }
  return answer.status < 400 ? "good" : "bad";
}

function eventTitle({ event, verdict }) {
  if (event === null) {
    return null;
  }
  return verdict === "accepted" ? event : `${shorten(event, MAX_CELL)} (not accepted)`;
}

function dataCell(name, text, title, state) {
  const content = text === null ? NONE : shorten(text, MAX_CELL) || EMPTY;
  return cell(name, element("bdi", { class: "data" }, content), title, state);
}

function cell(name, content, title = null, state = null) {
  const attributes = { class: `cell-${name}`, role: "gridcell", "data-state": state };
  return element("td", { ...attributes, title: title === null ? null : shorten(title, MAX_TITLE) }, content);
}
