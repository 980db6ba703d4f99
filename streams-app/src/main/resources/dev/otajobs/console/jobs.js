import { html, useRef, useState } from "./preact.js";
import { ask } from "./api.js";
import { filterParameters, Filters } from "./filters.js";
import { plain, visible } from "./format.js";
import { merged, useListWatch } from "./livelist.js";
import { useLoad } from "./load.js";
import { Mark } from "./mark.js";
import { Badge, Empty, Failed, Loading, say, Scroll, Stale, Time } from "./parts.js";
import { address, go } from "./route.js";
import { t } from "./text.js";

const MOST_PAGES = 25;

/** Finds a job by its JobId, and lists the jobs of a package. */
export function Jobs({ query, settings }) {
  const [id, setId] = useState("");
  const find = (event) => {
    event.preventDefault();
    go(address("jobs", id.trim()));
  };
  return html`
    <div class="head"><h1>${t("jobs.title")}</h1><p class="lead">${t("jobs.lead")}</p></div>
    <section class="card" aria-labelledby="find-title">
      <h2 id="find-title">${t("jobs.find")}</h2>
      <form class="inline" role="search" onSubmit=${find}>
        <div class="field grow">
          <label for="job-id">JobId</label>
          <input id="job-id" value=${id} maxlength="128" onInput=${(event) => setId(event.target.value)}
            autocomplete="off" spellcheck=${false} placeholder="HvKuBpuk3rdk6E92CP****0200" />
        </div>
        <button type="submit" class="primary" disabled=${!id.trim()}>${t("jobs.open")}</button>
      </form>
    </section>
    <section class="card" aria-labelledby="list-title">
      <h2 id="list-title">${t("jobs.list")}</h2>
      <${Filters} query=${query} />
    </section>
    ${query.firmware
      ? html`<${Found} query=${query} />`
      : html`<${Empty} title=${t("jobs.start.title")} text=${t("jobs.start.text")}>
          ${settings.development ? html`<p><a href=${address("jobs", "", { firmware: "fw-gateway-0001" })}>${t("jobs.sample")}</a></p>` : null}
        <//>`}`;
}

function Found({ query }) {
  const parameters = filterParameters(query);
  const pages = Math.min(Math.max(Number(query.pages) || 1, 1), MOST_PAGES);
  const wanted = useRef(pages);
  wanted.current = pages;
  const first = useLoad((signal) => readPages(parameters, "", wanted.current, signal), [parameters]);
  const [further, setFurther] = useState({});
  const live = useListWatch(parameters, first.reload);
  if (!first.data) {
    return first.failure
      ? html`<${Failed} failure=${first.failure} retry=${first.reload} />`
      : html`<${Loading} />`;
  }
  const added = further.after === first.at ? further : { after: first.at, jobs: [], cursor: first.data.cursor };
  const jobs = merged([...first.data.jobs, ...added.jobs], live.told, Boolean(added.cursor));
  const more = async () => {
    setFurther({ ...added, failure: undefined, loading: true });
    try {
      const next = await readPages(parameters, added.cursor, 1);
      setFurther({ after: added.after, jobs: [...added.jobs, ...next.jobs], cursor: next.cursor });
      go(address("jobs", "", { ...query, pages: pages + 1 }), true);
      say(t("jobs.added", { n: next.jobs.length }));
    } catch (failure) {
      setFurther({ ...added, failure, loading: false });
    }
  };
  return html`<section aria-labelledby="found-title">
    <div class="bar">
      <h2 id="found-title">${t(added.cursor ? "jobs.found.some" : "jobs.found", { n: jobs.length })}</h2>
      <${Mark} state=${live.state} again=${live.again} />
      <button type="button" class="small" onClick=${first.reload} disabled=${first.loading}>${t("refresh")}</button>
    </div>
    ${first.failure ? html`<${Stale} at=${first.at} failure=${first.failure} retry=${first.reload} />` : null}
    ${jobs.length ? html`<${Table} jobs=${jobs} />` : html`<${Empty} title=${t("jobs.none.title")}
      text=${t(added.cursor ? "jobs.none.yet" : "jobs.none.text")} />`}
    ${added.failure ? html`<${Failed} failure=${added.failure} />` : null}
    ${added.cursor
      ? html`<div class="row centre"><button type="button" onClick=${more} disabled=${added.loading}>
          ${t(added.loading ? "loading" : "jobs.more")}</button></div>`
      : jobs.length ? html`<p class="end">${t("jobs.end")}</p>` : null}
  </section>`;
}

function Table({ jobs }) {
  return html`<${Scroll} label=${t("jobs.table")}>
    <table>
      <thead><tr>
        <th scope="col">JobId</th><th scope="col">JobStatus</th><th scope="col" class="wide">JobType</th>
        <th scope="col" class="wide">DestVersion</th><th scope="col" class="wide">ProductKey</th>
        <th scope="col" class="wide">Tags</th><th scope="col">UtcCreate</th>
      </tr></thead>
      <tbody>${jobs.map((job) => html`<tr key=${job.JobId}>
        <td><a class="id" href=${address("jobs", job.JobId)}>${visible(job.JobId)}</a></td>
        <td><${Badge} status=${job.JobStatus} /></td>
        <td class="wide">${t("kind." + job.JobType)}<span class="under">${t("kind." + job.SelectionType)} · ${job.TargetSelection}</span></td>
        <td class="wide">${visible(job.DestVersion)}</td>
        <td class="wide"><span class="id">${visible(job.ProductKey)}</span></td>
        <td class="wide kept">${job.Tags ? plain(job.Tags) : html`<span class="none">–</span>`}</td>
        <td><${Time} at=${job.UtcCreate} /></td>
      </tr>`)}</tbody>
    </table>
  <//>`;
}

async function readPages(parameters, start, pages, signal) {
  const jobs = [];
  let cursor = start;
  for (let page = 0; page < pages && (page === 0 || cursor); page++) {
    const { data } = await ask("/v1/jobs?" + parameters + (cursor ? "&cursor=" + encodeURIComponent(cursor) : ""), { signal });
    jobs.push(...data.Jobs);
    cursor = data.NextCursor || "";
  }
  return { jobs, cursor };
}
