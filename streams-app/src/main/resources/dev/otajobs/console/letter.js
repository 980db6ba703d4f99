import { html } from "./preact.js";
import { number, pretty, visible } from "./format.js";
import { Code, Time } from "./parts.js";
import { address } from "./route.js";
import { t } from "./text.js";

const COLUMNS = 16;

/** One dead letter, opened. */
export function Letter({ letter, replay }) {
  return html`<div class="stack">
    <p class="rule"><strong>${t("letters.rule")}:</strong> ${visible(letter.Message)}</p>
    <p class="hint">${t("reason." + letter.Reason + ".repair")}</p>
    <dl class="pairs">
      <div><dt>${t("letters.key")}</dt><dd>${letter.Key === undefined ? t("letters.noKey")
        : html`<a class="id" href=${address("jobs", letter.Key)}>${visible(letter.Key)}</a>`}</dd></div>
      <div><dt>${t("letters.at")}</dt><dd><code>${letter.At}</code> <span class="hint">${t("letters.at.text")}</span></dd></div>
      <div><dt>${t("letters.recorded")}</dt><dd><${Time} at=${letter.RecordedAt} /></dd></div>
      <div><dt>${t("letters.size")}</dt><dd>${t("unit.bytes", { n: number(letter.Bytes ?? 0) })}</dd></div>
      ${letter.Omitted ? html`<div><dt>${t("letters.omitted")}</dt><dd>${visible(letter.Omitted)}</dd></div>` : null}
    </dl>
    ${letter.Event ? html`<${Code} label=${t("letters.event")} text=${pretty(letter.Event)} />`
      : letter.Hex ? html`<p class="hint">${t("letters.hex.text")}</p><${Code} label=${t("letters.hex")} source=${letter.Hex} text=${dump(letter.Hex)} />`
      : html`<p class="hint">${t(letter.Omitted ? "letters.omitted.text" : "letters.noValue")}</p>`}
    <div class="row">
      <button type="button" class="primary" onClick=${() => replay({ At: [letter.At] })}>${t("letters.replay")}</button>
      ${letter.Event ? html`<button type="button" onClick=${() => replay({ At: [letter.At] }, letter.Event)}>${t("letters.mend")}</button>` : null}
    </div>
  </div>`;
}

/** Bytes in hex as lines of 16, each with its place and what is readable in it. */
function dump(hex) {
  const bytes = hex.match(/[0-9a-f]{2}/gi) || [];
  const lines = [];
  for (let place = 0; place < bytes.length; place += COLUMNS) {
    const line = bytes.slice(place, place + COLUMNS);
    const readable = line.map((byte) => {
      const code = parseInt(byte, 16);
      return code >= 32 && code < 127 ? String.fromCharCode(code) : ".";
    });
    lines.push(place.toString(16).padStart(4, "0") + "  " + line.join(" ").padEnd(COLUMNS * 3) + " " + readable.join(""));
  }
  return lines.join("\n");
}
