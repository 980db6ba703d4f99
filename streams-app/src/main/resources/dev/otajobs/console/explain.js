const V1 = "server string to sign is:";
const V3 = /server StringToSign is \[`([^`]*)`\] server CanonicalRequest is \[`([^]*)`\]/;

/** What the service says that should have been signed, from the message of its refusal; null if it says nothing. */
export function quotedStrings(message) {
  const [, stringToSign, canonicalRequest] = V3.exec(message) || [];
  if (canonicalRequest) {
    return { signature: "V3", stringToSign, text: canonicalRequest };
  }
  const at = message.indexOf(V1);
  return at < 0 ? null : { signature: "V1", text: message.slice(at + V1.length) };
}

/**
 * Compares what was signed here with what the service says: the lines of both, each { kind: both, own or server, text,
 * from, to }, of which from to `to` differs, and the place of the first difference.
 */
export function compare(own, server, signature) {
  // The service quotes the beginning only of what is very long.
  const cut = server.endsWith("…") ? server.length - 1 : Infinity;
  const lines = align(split(own.slice(0, cut), signature), split(server.slice(0, cut), signature));
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (line.kind === "own" && next?.kind === "server") {
      Object.assign(line, changed(line.text, next.text));
      Object.assign(next, changed(next.text, line.text));
    }
  });
  const first = lines.findIndex((line) => line.kind !== "both");
  const before = lines.slice(0, first).filter((line) => line.kind === "both").length;
  return first < 0 ? { same: true, lines } : { same: false, lines, line: before + 1, column: lines[first].from + 1 };
}

/** The string to sign of V1 is one line; each parameter gets a line of its own. */
function split(text, signature) {
  return signature === "V1" ? text.split(/(?=%26)|(?<=^[A-Z]+&%2F&)/) : text.split("\n");
}

/** The lines of both texts, so that as many as can be are the same. */
function align(own, server) {
  const common = Array.from({ length: own.length + 1 }, () => new Uint16Array(server.length + 1));
  for (let i = own.length - 1; i >= 0; i--) {
    for (let j = server.length - 1; j >= 0; j--) {
      common[i][j] = own[i] === server[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
    }
  }
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < own.length || j < server.length) {
    if (i < own.length && j < server.length && own[i] === server[j]) {
      lines.push(line("both", own[i++]));
      j++;
    } else if (j === server.length || (i < own.length && common[i + 1][j] >= common[i][j + 1])) {
      lines.push(line("own", own[i++]));
    } else {
      lines.push(line("server", server[j++]));
    }
  }
  return lines;
}

function line(kind, text) {
  return { kind, text, from: 0, to: text.length };
}

/** The part of a text that is not in the other: without what both begin and end with. */
function changed(text, other) {
  const shorter = Math.min(text.length, other.length);
  let from = 0;
  while (from < shorter && text[from] === other[from]) {
    from++;
  }
  let end = 0;
  while (end < shorter - from && text.at(-1 - end) === other.at(-1 - end)) {
    end++;
  }
  return { from, to: text.length - end };
}
