import { html, useEffect, useState } from "./preact.js";
import { fromUtc, toUtc } from "./format.js";
import { Field } from "./parts.js";
import { address, go } from "./route.js";
import { t } from "./text.js";

const MORE = ["product", "instance", "tag", "from", "to"];
const NAMES = ["firmware", "status", "type", ...MORE];
const STATUSES = ["PLANNED", "IN_PROGRESS", "COMPLETED", "CANCELED"];
const TYPES = ["UPGRADE_FIRMWARE", "VERIFY_FIRMWARE"];

/** The query of GET /v1/jobs that a route asks for. */
export function filterParameters(query) {
  const members = NAMES.filter((name) => query[name]).map((name) => [name, query[name]]);
  return String(new URLSearchParams(members));
}

/** The form that lists the jobs of a package; what it asks for stands in the address of the page. */
export function Filters({ query }) {
  const asked = filterParameters(query);
  const [form, setForm] = useState(query);
  useEffect(() => setForm(query), [asked]);
  const change = (name, value) => setForm({ ...form, [name]: value });
  const date = (name, value) => change(name, toUtc(value));
  const submit = (event) => {
    event.preventDefault();
    const members = NAMES.map((name) => [name, (form[name] || "").trim()]);
    go(address("jobs", "", Object.fromEntries(members)));
  };
  const choices = (values, prefix) => [["", t("any")], ...values.map((value) => [value, t(prefix + value)])];
  const text = (name, label) =>
    html`<${Field} name=${name} label=${label} value=${form[name] || ""} change=${change} />`;
  const time = (name, label) => html`<${Field} name=${name} label=${label} type="datetime-local" step="1"
    value=${fromUtc(form[name])} change=${date} />`;
  return html`<form class="filters" onSubmit=${submit}>
    <${Field} name="firmware" label=${t("filter.firmware")} value=${form.firmware || ""} change=${change} required maxlength="64" />
    <${Field} name="status" label=${t("filter.status")} value=${form.status || ""} change=${change} options=${choices(STATUSES, "status.")} />
    <${Field} name="type" label=${t("filter.type")} value=${form.type || ""} change=${change} options=${choices(TYPES, "kind.")} />
    <details class="whole" open=${MORE.some((name) => query[name])}>
      <summary>${t("filter.more")}</summary>
      <div class="filters">
        ${text("product", t("filter.product"))}
        ${text("instance", t("filter.instance"))}
        ${text("tag", t("filter.tag"))}
        ${time("from", t("filter.from"))}
        ${time("to", t("filter.to"))}
      </div>
    </details>
    <div class="row whole">
      <button type="submit" class="primary">${t("filter.list")}</button>
      ${asked ? html`<a class="button" href="#/jobs">${t("filter.clear")}</a>` : null}
    </div>
  </form>`;
}
