import { html } from "./preact.js";
import { t } from "./text.js";

/** Whether what is shown changes as it happens, and a button if it does no longer. */
export function Mark({ state, again }) {
  return html`<span class="mark ${state}"><span class="dot" aria-hidden="true"></span>
    <span role="status" title=${t("live." + state + ".text")}>${t("live." + state)}</span>
    ${state === "ended" ? html`<button type="button" class="small" onClick=${again}>${t("live.again")}</button>` : null}</span>`;
}
