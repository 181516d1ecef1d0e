const SPACE = /[ \t\n\r]*/y;

/** Reads the parts of a JSON text and remembers the first problem. */
export class JsonScanner {
  #text;
  #at = 0;
  problem = null;

  constructor(text) {
    this.#text = text;
  }

  /** The next character that is not white space, or undefined at the end. */
  peek() {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)[0].length;
    return this.#text[this.#at];
  }

  accept(character) {
    const found = this.peek() === character;
    this.#at += found ? 1 : 0;
    return found;
  }

  /** What the sticky pattern matches here, or null. */
  token(pattern) {
    pattern.lastIndex = this.#at;
    const text = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += text?.length ?? 0;
    return text;
  }

  string() {
    const start = this.#at;
    this.#at = endOfString(this.#text, start);
    const token = this.#text.slice(start, this.#at);
    if (token.length < 2 || !token.endsWith('"')) {
      this.fail("a string does not end");
      return token.slice(1);
    }
    try {
      return JSON.parse(token);
    } catch {
      this.#at = start;
      this.fail("a string holds a control character or an unknown escape");
      return token.slice(1, -1);
    }
  }

  /** The text of an object or array, found without recursion. */
  container() {
    const start = this.#at;
    let open = 0;
    do {
      const character = this.#text[this.#at];
      open += nesting(character);
      this.#at = character === '"' ? endOfString(this.#text, this.#at) : this.#at + 1;
    } while (open > 0 && this.#at < this.#text.length);
    if (open > 0) {
      this.fail("a bracket does not close");
    }
    return this.#text.slice(start, this.#at);
  }

  fail(message) {
    const atEnd = this.#at >= this.#text.length;
    this.problem ??= { message: atEnd ? "the text ends too early" : message, position: this.#at };
  }
}

function nesting(character) {
  if (character === "{" || character === "[") {
    return 1;
  }
  return character === "}" || character === "]" ? -1 : 0;
}

/** The index after the closing quote, or the length of the text when there is none. */
function endOfString(text, start) {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    at += text[at] === "\\" ? 2 : 1;
  }
  return Math.min(at + 1, text.length);
}
