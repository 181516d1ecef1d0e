const BYTES_PER_LINE = 16;
const BYTE = /^[0-9a-f]{2}$/i;

/** "31 37 …" as lines of offset, sixteen bytes and their printable characters. */
export function hexDump(hex) {
  const bytes = hex.trim().split(/\s+/).filter((byte) => BYTE.test(byte));
  const lines = [];
  for (let offset = 0; offset < bytes.length; offset += BYTES_PER_LINE) {
    lines.push(hexLine(offset, bytes.slice(offset, offset + BYTES_PER_LINE)));
  }
  return lines.join("\n");
}

function hexLine(offset, bytes) {
  const columns = bytes.join(" ").padEnd(BYTES_PER_LINE * 3 - 1);
  return `${offset.toString(16).padStart(4, "0")}  ${columns}  ${bytes.map(printable).join("")}`;
}

function printable(byte) {
  const code = parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : "·";
}
