import { html } from "./preact.js";
import { number } from "./format.js";
import { t } from "./text.js";

const WIDTH = 160;
const HEIGHT = 36;

/** A small line of the values of the last quarter of an hour, with the latest and the highest of them. */
export function Spark({ label, unit = "", values, stepMs }) {
  const latest = values[values.length - 1];
  const highest = Math.max(...values, 0);
  const x = (index) => (values.length < 2 ? WIDTH : (index / (values.length - 1)) * WIDTH);
  const y = (value) => HEIGHT - 2 - (highest ? value / highest : 0) * (HEIGHT - 6);
  const points = values.map((value, index) => x(index).toFixed(1) + "," + y(value).toFixed(1)).join(" ");
  const minutes = Math.round((values.length * stepMs) / 60000);
  return html`<div class="spark">
    <p class="spark-label">${label}</p>
    ${values.length ? html`
      <p class="spark-value">${number(latest)}<span class="unit">${unit}</span></p>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"
        aria-label=${t("spark.says", { label, latest: number(latest) + unit, highest: number(highest) + unit, minutes })}>
        <polygon points="0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}" />
        <polyline points=${points} />
      </svg>
      <p class="hint">${t("spark.highest", { highest: number(highest) + unit, minutes })}</p>`
      : html`<p class="none">${t("spark.none")}</p>`}
  </div>`;
}
