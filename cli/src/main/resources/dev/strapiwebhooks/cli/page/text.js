// Everything that is invisible, moves other text or ends a line; and the bracket of the escapes itself, so that no
// delivery can forge an escape.
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u27E8]/gu;
const NEWLINE = escape("\n");

/** The text with each hidden character as an escape such as ⟨U+202E⟩. */
export function visible(text) {
  return String(text).replace(HIDDEN, escape);
}

/** As {@link visible}, but line breaks and tabs stay what they are. */
export function visibleLines(text) {
  return String(text).replace(HIDDEN, (character) =>
    character === "\n" || character === "\t" ? character : escape(character));
}

/** As {@link visible}, with a real line break after each escaped one. */
export function visibleBytes(text) {
  return visible(text).replaceAll(NEWLINE, `${NEWLINE}\n`);
}

/** The text, cut so that its visible form has at most this many characters. */
export function shorten(text, limit) {
  if (text.length <= limit && visible(text).length <= limit) {
    return text;
  }
  let end = 0;
  let length = 1;
  for (const character of text) {
    length += visible(character).length;
    if (length > limit) {
      break;
    }
    end += character.length;
  }
  return `${text.slice(0, end)}…`;
}

function escape(character) {
  const code = character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  return `⟨U+${code}⟩`;
}
