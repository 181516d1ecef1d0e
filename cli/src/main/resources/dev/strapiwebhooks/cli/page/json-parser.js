import { JsonScanner } from "./json-scanner.js";

const MAX_DEPTH = 200;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;

/**
 * Parses as far as the text is JSON. Unlike JSON.parse it keeps how numbers are written, the order of keys, repeated
 * keys, and what came before a fault.
 *
 * Nodes: {type: "object", entries: [{key, value, repeated}]}, {type: "array", items}, {type: "string", value},
 * {type: "number" | "literal", text}, and {type: "raw", text} for what is nested deeper than maxDepth.
 *
 * @returns {{root: object | null, problem: {message: string, position: number} | null}}
 */
export function parseJson(text, maxDepth = MAX_DEPTH) {
  const scanner = new JsonScanner(text);
  const root = readValue(scanner, maxDepth);
  if (!scanner.problem && scanner.peek() !== undefined) {
    scanner.fail("the text goes on after the JSON value");
  }
  return { root, problem: scanner.problem };
}

function readValue(scanner, depth) {
  const first = scanner.peek();
  if (first === '"') {
    return { type: "string", value: scanner.string() };
  }
  if (first === "{" || first === "[") {
    return readContainer(scanner, first, depth);
  }
  return readToken(scanner);
}

function readContainer(scanner, first, depth) {
  if (depth === 0) {
    return { type: "raw", text: scanner.container() };
  }
  return first === "{" ? readObject(scanner, depth) : readArray(scanner, depth);
}

function readToken(scanner) {
  const number = scanner.token(NUMBER);
  if (number) {
    return { type: "number", text: number };
  }
  const literal = scanner.token(LITERAL);
  if (literal) {
    return { type: "literal", text: literal };
  }
  scanner.fail("a value is missing");
  return null;
}

function readObject(scanner, depth) {
  const entries = [];
  const keys = new Set();
  readMembers(scanner, "{", "}", () => {
    if (scanner.peek() !== '"') {
      scanner.fail("a key in quotes is missing");
      return;
    }
    const key = scanner.string();
    const entry = { key, value: null, repeated: keys.has(key) };
    entries.push(entry);
    keys.add(key);
    if (expect(scanner, ":")) {
      entry.value = readValue(scanner, depth - 1);
    }
  });
  return { type: "object", entries };
}

function readArray(scanner, depth) {
  const items = [];
  readMembers(scanner, "[", "]", () => {
    const item = readValue(scanner, depth - 1);
    if (item) {
      items.push(item);
    }
  });
  return { type: "array", items };
}

function readMembers(scanner, start, end, readMember) {
  scanner.accept(start);
  if (scanner.accept(end)) {
    return;
  }
  do {
    readMember();
  } while (!scanner.problem && scanner.accept(","));
  expect(scanner, end);
}

function expect(scanner, character) {
  if (scanner.problem) {
    return false;
  }
  const found = scanner.accept(character);
  if (!found) {
    scanner.fail(`"${character}" is missing`);
  }
  return found;
}
