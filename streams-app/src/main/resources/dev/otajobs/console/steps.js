import { html } from "./preact.js";
import { duration } from "./format.js";
import { Badge, Time } from "./parts.js";
import { t } from "./text.js";

/** The life of a job at a glance: its status, and when it reached each step. */
export function Steps({ job }) {
  const ended = job.JobStatus === "COMPLETED" || job.JobStatus === "CANCELED";
  const steps = [
    ["PLANNED", t("step.created"), job.UtcCreate],
    ["IN_PROGRESS", t("step.started"), job.UtcStartTime],
    [ended ? job.JobStatus : "final", t(job.JobStatus === "CANCELED" ? "step.canceled" : "step.ended"), job.UtcEndTime],
  ];
  return html`<section class="glance" aria-label=${t("step.label")}>
    <div class="glance-status"><${Badge} status=${job.JobStatus} /><p>${t("status." + job.JobStatus + ".text")}</p></div>
    <ol class="steps">${steps.map(([name, label, at], index) => html`
      <li class="${at ? "reached" : "open"} ${name.toLowerCase()}" aria-current=${name === job.JobStatus ? "step" : undefined}>
        <span class="step-name">${label}</span>
        ${at ? html`<${Time} at=${at} />` : html`<span class="none">${t(index === 1 && ended ? "step.unknown" : "step.notyet")}</span>`}
        ${index > 0 && at && steps[index - 1][2] ? html`<span class="took">${t("step.after",
          { time: duration(Math.max(0, new Date(at) - new Date(steps[index - 1][2]))) })}</span>` : null}
      </li>`)}</ol>
  </section>`;
}
