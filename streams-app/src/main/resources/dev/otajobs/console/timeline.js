import { html, useState } from "./preact.js";
import { ask, jobPath } from "./api.js";
import { Value } from "./fields.js";
import { utc, visible } from "./format.js";
import { useChange, useLoad } from "./load.js";
import { Empty, Failed, Loading, Notice, Stale, Time } from "./parts.js";
import { address } from "./route.js";
import { t } from "./text.js";

const SHOWN = 6;

/** What happened to a job: each change, in the order in which it counts. */
export function Timeline({ id, asOf, revision, settings }) {
  return html`<section class="card" aria-labelledby="timeline-title">
    <h2 id="timeline-title">${t("timeline.title")}</h2>
    ${settings.historyChanges === 0 ? html`<${NotKept} />` : html`<${History} id=${id} asOf=${asOf} revision=${revision} />`}
  </section>`;
}

function NotKept() {
  return html`<${Empty} title=${t("timeline.none.title")} text=${t("timeline.none.text")} />`;
}

function History({ id, asOf, revision }) {
  const history = useLoad((signal) => ask(jobPath(id, "/history"), { signal }), [id]);
  useChange(revision, asOf ? () => {} : history.reload);
  if (!history.data) {
    return !history.failure ? html`<${Loading} />`
      : history.failure.status === 404 ? html`<${NotKept} />`
      : html`<${Failed} failure=${history.failure} retry=${history.reload} />`;
  }
  const { Changes, Complete, KnownSince } = history.data.data;
  return html`
    ${history.failure ? html`<${Stale} at=${history.at} failure=${history.failure} retry=${history.reload} />` : null}
    ${Complete ? null : html`<${Notice} kind="warn" title=${t("timeline.incomplete")} text=${t("timeline.incomplete.text")} />`}
    <p class="hint">${t("timeline.hint")}</p>
    <ol class="timeline">
      ${KnownSince ? html`<li class="before"><span class="event">${t("timeline.since", { time: utc(KnownSince) })}</span>
        <p class="hint">${t("timeline.since.text")}</p></li>` : null}
      ${Changes.map((change) => html`<${Change} key=${change.EventId} id=${id} change=${change} asOf=${asOf} />`)}
    </ol>`;
}

function Change({ id, change, asOf }) {
  const [all, setAll] = useState(false);
  const shown = asOf && new Date(asOf).getTime() === new Date(change.OccurredAt).getTime();
  const ahead = asOf && new Date(change.OccurredAt) > new Date(asOf);
  const fields = all ? change.Fields : change.Fields.slice(0, SHOWN);
  const more = change.Fields.length - fields.length;
  return html`<li class="${change.Change.toLowerCase()} ${change.Late ? "late" : ""} ${ahead ? "ahead" : ""}">
    <a class="event" href=${address("jobs", id, { asOf: change.OccurredAt })} aria-current=${shown ? "true" : undefined}>
      ${t("change." + change.Change)} <span class="unseen">${t("timeline.show", { time: utc(change.OccurredAt) })}</span></a>
    ${change.Late ? html`<span class="flag">${t("timeline.late")}</span>` : null}
    <p class="when"><${Time} at=${change.OccurredAt} /></p>
    <p class="hint">${t("timeline.from", { source: visible(change.Source), time: utc(change.WrittenAt), at: change.Position })}</p>
    ${fields.length ? html`<dl class="diff">${fields.map((field) => html`<div key=${field.Name}>
      <dt><code>${field.Name}</code></dt>
      <dd>${field.From === undefined ? null : html`<span class="from"><span class="unseen">${t("timeline.was")}</span><${Value} name=${field.Name} value=${field.From} /></span>
        <span class="arrow" aria-hidden="true">→</span>`}
        <span class="to"><span class="unseen">${t("timeline.is")}</span><${Value} name=${field.Name} value=${field.To} /></span></dd></div>`)}</dl>`
      : html`<p class="hint">${t("timeline.nothing")}</p>`}
    ${more > 0 || all ? html`<button type="button" class="small" aria-expanded=${all} onClick=${() => setAll(!all)}>
      ${all ? t("timeline.less") : t("timeline.more", { n: more })}</button>` : null}
  </li>`;
}
