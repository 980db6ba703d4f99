import { html, useState } from "./preact.js";
import { compare, quotedStrings } from "./explain.js";
import { messageIn } from "./explorer-outcome.js";
import { tell } from "./explorer-text.js";

/** How what was signed differs from what the service says. */
export function Difference({ signed, message }) {
  const quoted = quotedStrings(message);
  const own = quoted?.signature === "V3" ? signed.canonicalRequest : signed.stringToSign;
  return quoted && own ? html`<${Lines} own=${own} quoted=${quoted} />` : null;
}

/** Compares strings to sign of somebody's own program. */
export function Comparison() {
  const [own, setOwn] = useState("");
  const [server, setServer] = useState("");
  const quoted = quotedStrings(messageIn(server));
  const area = (id, value, set) => html`<div class="field">
    <label for=${id}>${tell(id)}</label>
    <textarea id=${id} rows="4" spellcheck=${false} value=${value} onInput=${(event) => set(event.target.value)} />
  </div>`;
  return html`<details><summary>${tell("compare")}</summary><div class="stack">
    <p>${tell("compare.text")}</p>
    ${area("compare.own", own, setOwn)}
    ${area("compare.server", server, setServer)}
    ${!own || !server ? null
      : quoted ? html`<${Lines} own=${own.trim()} quoted=${quoted} />`
      : html`<p role="status">${tell("compare.none")}</p>`}
  </div></details>`;
}

function Lines({ own, quoted: { signature, text } }) {
  const found = compare(own, text, signature);
  return html`<section class="stack">
    <p role="status"><strong>${tell(found.same ? "diff.same" : "diff.first", found)}</strong>
      ${" "}${tell("diff." + signature)}</p>
    <ol class=${"difference" + (found.same ? " same" : "")}>${found.lines.map((line) => html`<li class=${line.kind}>
      ${found.same ? null : html`<span class="side">${line.kind === "both" ? null : tell("diff." + line.kind)}</span>`}
      <code>${line.kind === "both" ? line.text : html`${line.text.slice(0, line.from)}<mark>${
        line.text.slice(line.from, line.to)}</mark>${line.text.slice(line.to)}`}</code>
    </li>`)}</ol>
    ${found.same ? null : html`<h3>${tell("causes")}</h3>
      <ul class="causes">${tell("causes." + signature).split("\n").map((cause) => html`<li>${cause}</li>`)}</ul>`}
  </section>`;
}
