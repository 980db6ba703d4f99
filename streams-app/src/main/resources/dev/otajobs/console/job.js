import { html, useEffect, useRef, useState } from "./preact.js";
import { Answer } from "./answer.js";
import { ask, jobPath } from "./api.js";
import { AsOf } from "./asof.js";
import { watch } from "./events.js";
import { Fields } from "./fields.js";
import { revisionOf, utc, visible } from "./format.js";
import { useLoad } from "./load.js";
import { Mark } from "./mark.js";
import { Copy, Failed, Loading, Notice, say } from "./parts.js";
import { Reply } from "./reply.js";
import { address } from "./route.js";
import { Steps } from "./steps.js";
import { t } from "./text.js";
import { Timeline } from "./timeline.js";

/** One job: as it is, live while it is open, or as it was at a time. */
export function Job({ id, asOf, settings }) {
  const query = asOf ? "?asOf=" + encodeURIComponent(asOf) : "";
  const first = useLoad((signal) => ask(jobPath(id) + query, { signal }), [id, asOf]);
  const live = useWatch(id, !asOf);
  const fresh = !asOf && live.job;
  const job = fresh ? live.job : first.data?.data;
  const revision = fresh ? live.revision : revisionOf(first.data?.headers.get("etag"));
  return html`
    <div class="head">
      <p class="crumbs"><a href="#/jobs">${t("nav.jobs")}</a> <span aria-hidden="true">/</span></p>
      <div class="bar">
        <h1 class="id">${visible(id)}</h1>
        <${Copy} text=${id} label=${t("copy.what", { what: "JobId" })} />
        ${asOf || !job ? null : html`<${Mark} state=${live.state} again=${live.again} />`}
      </div>
    </div>
    ${asOf && job ? html`<${Notice} kind="past" title=${t("asof.shown", { time: utc(asOf) })} text=${t("asof.shown.text")}>
      <div class="row"><a class="button" href=${address("jobs", id)}>${t("asof.now")}</a></div><//>` : null}
    ${live.gone && !asOf ? html`<${Notice} kind="warn" live title=${t("job.gone")} text=${t("job.gone.text")} />` : null}
    ${job ? html`<${Shown} ...${{ id, asOf, job, revision, settings, headers: first.data?.headers,
      changed: fresh ? live.changed : [], state: fresh ? live.state : "" }} />`
      : first.failure ? html`<${Missing} failure=${first.failure} asOf=${asOf} retry=${first.reload} />`
      : html`<${Loading} />`}
    ${asOf && !job && first.failure ? html`<${AsOf} id=${id} asOf=${asOf} />` : null}`;
}

function Shown({ id, asOf, job, revision, settings, headers, changed, state }) {
  return html`
    <${Steps} job=${job} />
    <div class="columns">
      <div class="stack">
        <h2 class="unseen">${t("job.fields")}</h2>
        <${Fields} job=${job} changed=${changed} />
        <${Reply} id=${id} asOf=${asOf} revision=${revision} />
      </div>
      <div class="stack">
        <${Answer} headers=${headers} revision=${revision} state=${state} settings=${settings} />
        ${settings.historyChanges === 0 ? null : html`<${AsOf} id=${id} asOf=${asOf} />`}
        <${Timeline} id=${id} asOf=${asOf} revision=${revision} settings=${settings} />
      </div>
    </div>`;
}

function Missing({ failure, asOf, retry }) {
  if (failure.status === 404) {
    return html`<${Notice} kind="error" live title=${t(asOf ? "asof.none" : "job.none")} text=${t(asOf ? "asof.none.text" : "job.none.text")}>
      <div class="row"><button type="button" onClick=${retry}>${t("retry")}</button>
        <a class="button" href="#/jobs">${t("job.search")}</a></div><//>`;
  }
  return html`<${Failed} failure=${failure} retry=${retry} />`;
}

/** Watches a job while the page shows it. */
function useWatch(id, wanted) {
  const [seen, setSeen] = useState({ state: "connecting" });
  const [round, setRound] = useState(0);
  const known = useRef();
  useEffect(() => {
    if (!wanted) {
      return undefined;
    }
    const controller = new AbortController();
    known.current = undefined;
    setSeen({ state: "connecting" });
    watch(jobPath(id, "/watch"), (event) => {
      if (event.type === "gone") {
        setSeen((before) => ({ ...before, gone: true }));
      } else if (event.type === "job") {
        const job = JSON.parse(event.data);
        const changed = known.current ? difference(known.current, job) : [];
        known.current = job;
        setSeen((before) => ({ ...before, gone: false, job, revision: revisionOf(event.id),
          changed: changed.length ? changed : before.changed }));
        if (changed.length) {
          say(t("job.changed", { fields: changed.join(", ") }));
        }
      }
    }, (state) => setSeen((before) => ({ ...before, state })), controller.signal);
    return () => controller.abort();
  }, [id, wanted, round]);
  return { ...seen, again: () => setRound(round + 1) };
}

function difference(before, after) {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
