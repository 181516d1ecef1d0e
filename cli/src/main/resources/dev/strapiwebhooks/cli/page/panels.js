import { element } from "./dom.js";
import { count, millis } from "./format.js";
import { hexDump } from "./hex.js";
import { bytesBlock, longText, textBlock } from "./long-text.js";
import { paged } from "./pager.js";

const MAX_VALUE = 1000;

export function headersPanel({ headers }) {
  return [headers.length === 0 ? note("There are no headers.") : pairs(headers, "Header")];
}

export function typedPanel({ typed }) {
  return typed
    ? [element("h3", { class: "data" }, typed.type), pairs(typed.fields, "Field")]
    : [note("There is no typed event: only accepted deliveries become one.")];
}

export function signedPanel({ signed }) {
  if (!signed) {
    return [note("There are no signed bytes to show for this delivery.")];
  }
  const cut = signed.cut ? "; the beginning is shown" : "";
  return [
    note(`The signature covers ${count(signed.bytes)} bytes: ${signed.note}${cut}.`),
    element("h3", {}, "As text, control characters visible"), bytesBlock(signed.text),
    element("h3", {}, "As hex, the first 512 bytes"), textBlock(hexDump(signed.hex)),
  ];
}

export function forwardPanel({ forward, forwarded }) {
  if (!forwarded) {
    return [note(forward ? forwardNote(forward) : "This delivery was not forwarded.")];
  }
  return [
    note(forwardNote(forwarded)),
    ...(forwarded.headers?.length ? [element("h3", {}, "Headers of the answer"), pairs(forwarded.headers, "Header")] : []),
    ...(forwarded.body ? [element("h3", {}, "Body of the answer"), textBlock(forwarded.body)] : []),
    ...(forwarded.bodyCut ? [note("The body is longer; its beginning is shown.")] : []),
  ];
}

export function note(text) {
  return element("p", { class: "note" }, text);
}

function forwardNote({ status, millis: duration, problem }) {
  if (problem) {
    return `The forward failed: ${problem}.`;
  }
  return status ? `The application answered ${status} in ${millis(duration)}.` : "Waiting for the answer of the application.";
}

function pairs(items, nameTitle) {
  const body = element("tbody");
  const table = element("table", { class: "pairs" }, element("thead", {}, element("tr", {},
    element("th", { scope: "col" }, nameTitle), element("th", { scope: "col" }, "Value"))), body);
  return paged(body, items, pair, table);
}

function pair({ name, value, masked }) {
  return element("tr", {},
    element("th", { scope: "row" }, longText(name, MAX_VALUE)),
    element("td", {}, longText(String(value), MAX_VALUE),
      masked ? element("span", { class: "tag", title: "The server keeps this value back" }, "masked") : null));
}
