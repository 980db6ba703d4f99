import { html, useEffect, useState } from "./preact.js";
import { ask } from "./api.js";
import { fromUtc, number, toUtc, visible } from "./format.js";
import { Letter } from "./letter.js";
import { useLoad } from "./load.js";
import { Empty, Failed, Field, Loading, Notice, Scroll, Stale, Time } from "./parts.js";
import { Replay } from "./replay.js";
import { address, go } from "./route.js";
import { t } from "./text.js";

const REASONS = ["INVALID_EVENT", "UNDECODABLE", "MISSING_KEY", "BAD_KEY", "TOO_LARGE", "INTERNAL_ERROR"];
const NAMES = ["reason", "job", "from", "to"];
const MOST = 100;

/** The events that broke a rule: why, what is in them, and how to send them again. */
export function Letters({ query }) {
  const members = NAMES.filter((name) => query[name]).map((name) => [name, query[name]]);
  const parameters = String(new URLSearchParams([...members, ["limit", MOST]]));
  const list = useLoad((signal) => ask("/v1/dead-letters?" + parameters, { signal }), [parameters]);
  const [replay, setReplay] = useState(null);
  const letters = list.data?.data.DeadLetters || [];
  const begin = (request, mend) => setReplay({ request, mend });
  const close = (changed) => {
    setReplay(null);
    if (changed) {
      list.reload();
    }
  };
  return html`
    <div class="head"><h1>${t("nav.dead-letters")}</h1><p class="lead">${t("letters.lead")}</p></div>
    <section class="card" aria-label=${t("letters.filter")}><${Filter} query=${query} asked=${parameters} /></section>
    ${list.failure && !list.data ? html`<${Failed} failure=${list.failure} retry=${list.reload} />`
      : !list.data ? html`<${Loading} />`
      : html`
        ${list.failure ? html`<${Stale} at=${list.at} failure=${list.failure} retry=${list.reload} />` : null}
        ${list.data.data.Truncated ? html`<${Notice} kind="warn" title=${t("letters.truncated", { n: letters.length })} text=${t("letters.truncated.text")} />` : null}
        ${letters.length
          ? html`<${Summary} letters=${letters} query=${query} replay=${begin} />
              <${Table} letters=${letters} query=${query} replay=${begin} list=${list} />`
          : html`<${Empty} title=${t(members.length ? "letters.none.match" : "letters.none")}
              text=${t(members.length ? "letters.none.match.text" : "letters.none.text")} />`}`}
    ${replay ? html`<${Replay} ...${replay} letters=${letters} close=${close} />` : null}`;
}

function Filter({ query, asked }) {
  const [form, setForm] = useState(query);
  useEffect(() => setForm(query), [asked]);
  const change = (name, value) => setForm({ ...form, [name]: value });
  const date = (name, value) => change(name, toUtc(value));
  const submit = (event) => {
    event.preventDefault();
    go(address("dead-letters", "", Object.fromEntries(NAMES.map((name) => [name, (form[name] || "").trim()]))));
  };
  const time = (name, label) => html`<${Field} name=${name} label=${label} type="datetime-local" step="1"
    value=${fromUtc(form[name])} change=${date} />`;
  return html`<form class="filters" onSubmit=${submit}>
    <${Field} name="reason" label=${t("letters.reason")} value=${form.reason || ""} change=${change}
      options=${[["", t("any")], ...REASONS.map((reason) => [reason, reason])]} />
    <${Field} name="job" label=${t("letters.job")} value=${form.job || ""} change=${change} maxlength="128" />
    ${time("from", t("letters.from"))}
    ${time("to", t("letters.to"))}
    <div class="row"><button type="submit" class="primary">${t("letters.show")}</button>
      ${NAMES.some((name) => query[name]) ? html`<a class="button" href="#/dead-letters">${t("filter.clear")}</a>` : null}</div>
  </form>`;
}

function Summary({ letters, query, replay }) {
  const chosen = query.job || query.from || query.to;
  const groups = REASONS.map((reason) => [reason, letters.filter((letter) => letter.Reason === reason)])
    .filter(([, found]) => found.length);
  return html`<section aria-labelledby="summary-title">
    <h2 id="summary-title">${t("letters.byReason")}</h2>
    <ul class="reasons">${groups.map(([reason, found]) => {
      const times = found.map((letter) => letter.RecordedAt).sort();
      return html`<li class="card" key=${reason}>
        <h3><span class="count">${number(found.length)}</span> <code>${reason}</code></h3>
        <p>${t("reason." + reason)}</p>
        <p class="hint">${t("letters.latest")} <${Time} at=${times[times.length - 1]} /></p>
        <div class="row">
          ${query.reason === reason ? null : html`<a class="button small"
            href=${address("dead-letters", "", { ...query, reason, open: "" })}>${t("letters.only")}<span class="unseen"> ${reason}</span></a>`}
          <button type="button" class="small"
            onClick=${() => replay(chosen ? { At: found.map((letter) => letter.At) } : { Reason: reason })}>${t(chosen ? "letters.replayThese" : "letters.replayAll")}<span class="unseen"> ${reason}</span></button>
        </div>
      </li>`;
    })}</ul>
  </section>`;
}

function Table({ letters, query, replay, list }) {
  const toggle = (at) => go(address("dead-letters", "", { ...query, open: query.open === at ? "" : at }), true);
  return html`<section aria-labelledby="letters-title">
    <div class="bar"><h2 id="letters-title">${t("letters.count", { n: letters.length })}</h2>
      <button type="button" class="small" onClick=${list.reload} disabled=${list.loading}>${t("refresh")}</button></div>
    <${Scroll} label=${t("nav.dead-letters")}>
      <table>
        <thead><tr><th scope="col">${t("letters.recorded")}</th><th scope="col" class="wide">${t("letters.reason")}</th>
          <th scope="col">${t("letters.key")}</th><th scope="col" class="wide">${t("letters.rule")}</th>
          <th scope="col" class="wide">${t("letters.at")}</th><th scope="col"><span class="unseen">${t("letters.details")}</span></th></tr></thead>
        <tbody>${letters.map((letter) => {
          const open = query.open === letter.At;
          const id = "letter-" + letter.At;
          return html`<tr key=${letter.At} class=${open ? "opened" : undefined}>
            <td><${Time} at=${letter.RecordedAt} /></td>
            <td class="wide"><code>${letter.Reason}</code></td>
            <td>${letter.Key === undefined ? html`<span class="none">${t("letters.noKey")}</span>` : html`<span class="id">${visible(letter.Key)}</span>`}
              <span class="under narrow"><code>${letter.Reason}</code></span></td>
            <td class="wide rule">${visible(letter.Message)}</td>
            <td class="wide"><code>${letter.At}</code></td>
            <td class="act"><button type="button" class="small" aria-expanded=${open} aria-controls=${open ? id : undefined} onClick=${() => toggle(letter.At)}>
              ${t(open ? "letters.close" : "letters.open")}<span class="unseen"> ${letter.At}</span></button></td>
          </tr>${open ? html`<tr key=${letter.At + "-open"} class="detail-row"><td colspan="6" id=${id}>
            <${Letter} letter=${letter} replay=${replay} /></td></tr>` : null}`;
        })}</tbody>
      </table>
    <//>
  </section>`;
}
