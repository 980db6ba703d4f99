import { html, useEffect, useState } from "./preact.js";
import { fromUtc, toUtc } from "./format.js";
import { address, go } from "./route.js";
import { t } from "./text.js";

/** Chooses a time at which the job is shown. */
export function AsOf({ id, asOf }) {
  const [value, setValue] = useState(fromUtc(asOf));
  useEffect(() => setValue(fromUtc(asOf)), [asOf]);
  const submit = (event) => {
    event.preventDefault();
    go(address("jobs", id, { asOf: toUtc(value) }));
  };
  return html`<section class="card" aria-labelledby="asof-title">
    <h2 id="asof-title">${t("asof.title")}</h2>
    <form class="inline" onSubmit=${submit}>
      <div class="field grow"><label for="asof">${t("asof.label")}</label>
        <input id="asof" type="datetime-local" step="0.001" value=${value} required
          onInput=${(event) => setValue(event.target.value)} /></div>
      <button type="submit" disabled=${!value}>${t("asof.show")}</button>
      ${asOf ? html`<a class="button" href=${address("jobs", id)}>${t("asof.now")}</a>` : null}
    </form>
  </section>`;
}
