import { html } from "./preact.js";
import { plain } from "./format.js";
import { Badge, Time } from "./parts.js";
import { address } from "./route.js";
import { t } from "./text.js";

const GROUPS = [
  ["what", ["JobId", "JobStatus", "JobType", "FirmwareId", "Name", "SrcVersions", "DestVersion", "JobDesc", "Tags"]],
  ["who", ["ProductKey", "SelectionType", "TargetSelection", "DynamicMode", "GrayPercent", "GroupId", "GroupName"]],
  ["when", ["UtcCreate", "UtcScheduleTime", "UtcScheduleFinishTime", "UtcStartTime", "UtcEndTime", "UtcModified"]],
  ["policy", ["MaximumPerMinute", "RetryInterval", "RetryCount", "TimeoutInMinutes", "OverwriteMode", "MultiModuleMode",
    "NeedPush", "NeedConfirm", "DownloadProtocol"]],
];

const SHORT = 20;

/** The fields of a job in four groups, each with its meaning; those that `changed` names are marked. */
export function Fields({ job, changed = [] }) {
  return html`<div class="groups">${GROUPS.map(([group, names]) => {
    const there = names.filter((name) => name in job);
    const missing = names.filter((name) => !(name in job));
    return html`<section class="card" aria-labelledby=${"group-" + group}>
      <h3 id=${"group-" + group}>${t("group." + group)} <span class="aside">${t("group." + group + ".text")}</span></h3>
      <dl class="fields">${there.map((name) => html`<div key=${name} class="${changed.includes(name) ? "changed" : ""} ${isLong(name, job[name]) ? "long" : ""}">
        <dt><code>${name}</code></dt><dd><${Value} name=${name} value=${job[name]} /></dd>
        <dd class="hint">${t("field." + name)}</dd>
      </div>`)}</dl>
      ${missing.length ? html`<p class="missing"><span>${t("group.missing")}</span> ${missing.join(", ")}</p>` : null}
    </section>`;
  })}</div>`;
}

function isLong(name, value) {
  return name.startsWith("Utc") || plain(value).length > SHORT;
}

/** One value of the API, shown as what it is. */
export function Value({ name, value }) {
  if (value === undefined) {
    return html`<span class="none">${t("value.none")}</span>`;
  }
  if (name === "JobStatus") {
    return html`<${Badge} status=${value} />`;
  }
  if (name.startsWith("Utc")) {
    return html`<${Time} at=${value} />`;
  }
  if (name === "FirmwareId") {
    return html`<a href=${address("jobs", "", { firmware: value })}>${plain(value)}</a>`;
  }
  if (name === "Tags") {
    return value.OtaTagDTO.map((tag) => html`<span class="tag">${plain(tag.Key)}<span class="sep">:</span>${plain(tag.Value)}</span> `);
  }
  return html`<span class="value">${plain(value)}</span>`;
}
