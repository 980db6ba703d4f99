import { html, useRef, useState } from "./preact.js";
import { targets } from "./code.js";
import { Comparison, Difference } from "./explorer-difference.js";
import { outcomeOf } from "./explorer-outcome.js";
import { tell } from "./explorer-text.js";
import { duration, number, pretty, prettyXml, visible } from "./format.js";
import { Code, Empty, Notice } from "./parts.js";
import { address } from "./route.js";
import { hasText, t } from "./text.js";

/** Where the message of a refused signature begins to quote what should have been signed. */
const QUOTATION = / server string ?to ?sign /i;
const TABS = ["reply", "request", "signature", "code"];

/** What came of a call, how it was sent and signed, and the call as code. */
export function Result({ result, tab, select, code }) {
  const list = useRef(null);
  const views = { reply: Reply, request: Request, signature: Signature, code: Program };
  const there = tab === "code" || (tab === "reply" ? result : result?.signed);
  const turn = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[event.key];
    if (step) {
      const next = (TABS.indexOf(tab) + step) % TABS.length;
      select(TABS[next]);
      list.current.children[next].focus();
    }
  };
  return html`
    <div class="tabs" role="tablist" aria-label=${tell("result")} ref=${list} onKeyDown=${turn}>
      ${TABS.map((name) => html`
        <button type="button" role="tab" id=${"tab-" + name} aria-controls="result" aria-selected=${name === tab}
          tabindex=${name === tab ? 0 : -1} onClick=${() => select(name)}>${tell("tab." + name)}</button>`)}</div>
    <div class="stack" role="tabpanel" id="result" aria-labelledby=${"tab-" + tab}>
      ${there ? html`<${views[tab]} result=${result} code=${code} />`
        : html`<${Empty} title=${tell("empty.title")} text=${tell("empty.text")} />`}
      ${tab === "signature" ? html`<${Comparison} />` : null}
    </div>`;
}

function Reply({ result: { reply, failure, call, signed } }) {
  if (failure) {
    return html`<${Notice} kind="error" title=${tell("failed.title")} text=${tell("failed.text")}>
      <p class="detail">${visible(failure)}</p><//>`;
  }
  const outcome = outcomeOf(reply);
  const good = outcome.success;
  const hint = "explorer.hint." + outcome.code;
  return html`
    <div class="outcome ${good ? "good" : "bad"}">
      <strong>${tell(good ? "outcome.good" : "outcome.bad")}</strong>
      <span>HTTP ${reply.status}</span><span>${duration(reply.took)}</span>
      <span>${t("unit.bytes", { n: number(reply.bytes) })}</span>
    </div>
    ${good ? null : html`<${Notice} kind="error" title=${visible(outcome.code)} text=${hasText(hint) ? t(hint) : ""}>
      <p class="detail">${visible(outcome.message.split(QUOTATION)[0])}</p><//>`}
    <${Difference} signed=${signed} message=${outcome.message} />
    ${outcome.jobId ? html`<${Next} jobId=${outcome.jobId} action=${call.action} />` : null}
    <${Code} label=${tell("body")} source=${reply.text} text=${formatted(reply)} />
    <dl class="pairs">${reply.headers.map(([name, value]) => html`
      <div><dt><code>${name}</code></dt><dd><code>${visible(value)}</code></dd></div>`)}</dl>`;
}

function Next({ jobId, action }) {
  const query = address("explorer", "", { action: "QueryOTAJob", JobId: jobId });
  return html`<div class="row">
    <a class="button" href=${address("jobs", jobId)}>${tell("open")}</a>
    ${action === "QueryOTAJob" ? null : html`<a class="button" href=${query}>${tell("query")}</a>`}
  </div>`;
}

function formatted({ text, xml }) {
  try {
    return xml ? prettyXml(text) : pretty(JSON.parse(text));
  } catch {
    return visible(text, true);
  }
}

function Request({ result: { signed: { request } } }) {
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\n`).join("");
  const { pathname, search } = new URL(request.url);
  const text = `${request.method} ${pathname}${search} HTTP/1.1\n${headers}\n${request.body}`;
  return html`<p class="hint">${tell("sent")}</p>
    <div class="wrapped"><${Code} label=${tell("tab.request")} text=${text} /></div>`;
}

function Signature({ result: { signed, call } }) {
  const step = (label, text) => text === undefined ? null : html`<section class="stack wrapped">
    <h3>${tell("step." + label)}</h3><${Code} label=${tell("step." + label)} text=${text} /></section>`;
  return call.signature === "none" ? html`<p>${tell("unsigned")}</p>` : html`
    ${step("query", signed.canonicalQuery)}
    ${step("request", signed.canonicalRequest)}
    ${step("string." + call.signature, signed.stringToSign)}
    ${step("signature." + call.signature, signed.signature)}`;
}

function Program({ code }) {
  const [id, choose] = useState(targets[0].id);
  const target = targets.find((one) => one.id === id);
  return html`
    <div class="switch languages" role="group" aria-label=${tell("language")}>${targets.map((one) => html`
      <button type="button" aria-pressed=${one === target} onClick=${() => choose(one.id)}>
        ${one.label}</button>`)}</div>
    <${Code} key=${id} label=${`${target.label}: ${target.file}`} text=${target.generate(code)} />
    <p class="hint">${tell("code.environment")} ${tell(target.tested ? "code.tested" : "code.untested")}</p>`;
}
