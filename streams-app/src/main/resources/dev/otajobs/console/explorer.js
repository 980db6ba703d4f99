import { html, useEffect, useRef, useState } from "./preact.js";
import { collect, examples, loadCalls, meaning, missingFields } from "./explorer-calls.js";
import { Parameters } from "./explorer-form.js";
import { Result } from "./explorer-result.js";
import { Confirmation, Signing } from "./explorer-signing.js";
import { tell } from "./explorer-text.js";
import { useLoad } from "./load.js";
import { Failed, Loading, say } from "./parts.js";
import { address, go, useRoute } from "./route.js";
import { canSign, fresh, requestOf } from "./sign.js";
import { t } from "./text.js";

const GROUPS = ["read", "create", "change"];
const SHOWN = /^(content-type|retry-after|etag|x-acs-.*|ota-.*)$/;
const WRITTEN_AFTER = 300;

/** The view Explorer: makes calls of the RPC API, signed in the page. */
export function Explorer({ settings }) {
  const calls = useLoad(loadCalls, []);
  return html`<div class="head"><h1>${t("nav.explorer")}</h1><p class="lead">${tell("lead")}</p></div>
    ${calls.data ? html`<${Workbench} calls=${calls.data} settings=${settings} />`
      : calls.failure ? html`<${Failed} failure=${calls.failure} retry=${calls.reload} />` : html`<${Loading} />`}`;
}

function Workbench({ calls, settings }) {
  const { query } = useRoute();
  const call = calls.find((one) => one.action === query.action) ?? calls[0];
  const [values, setValues] = useState(query);
  const [missing, setMissing] = useState([]);
  const [options, setOptions] = useState({ signature: "V3", method: "POST", format: "JSON", key: { id: "", secret: "", token: "" } });
  const [result, setResult] = useState(null);
  const [tab, setTab] = useState("reply");
  const [running, setRunning] = useState(false);
  const dialog = useRef(null);
  const panel = useRef(null);
  const sent = collect(call, values);

  // The address follows the form, and the form the address.
  useEffect(() => {
    const timer = setTimeout(() => {
      const target = address("explorer", "", { action: call.action, ...sent });
      if (target !== location.hash && location.hash.startsWith("#/explorer")) {
        go(target, true);
      }
    }, WRITTEN_AFTER);
    return () => clearTimeout(timer);
  }, [call.action, JSON.stringify(sent)]);
  useEffect(() => {
    setValues((before) => (JSON.stringify(collect(call, before)) === JSON.stringify(collect(call, query)) ? before : query));
    setMissing([]);
  }, [JSON.stringify(query)]);
  useEffect(() => {
    if (settings.developmentKey && !options.key.id) {
      setOptions({ ...options, key: { ...options.key, id: "localAccessKeyId", secret: "localAccessKeySecret" } });
    }
  }, [settings.developmentKey]);
  useEffect(() => setResult(null), [call.action]);

  const run = async () => {
    const made = { ...options, action: call.action, origin: location.origin, parameters: sent, ...fresh() };
    setRunning(true);
    const outcome = await perform(made);
    setRunning(false);
    setResult({ ...outcome, call: made });
    setTab("reply");
    say(outcome.reply ? `HTTP ${outcome.reply.status}` : tell("failed.title"));
    panel.current.scrollTop = 0;
    panel.current.scrollIntoView({ block: "nearest" });
  };
  const submit = (event) => {
    event.preventDefault();
    const lacking = [
      ...missingFields(call, values).map((name) => "parameter-" + name),
      ...(options.signature === "none" ? [] : ["id", "secret"].filter((part) => !options.key[part]).map((part) => "field-" + part)),
    ];
    setMissing(missingFields(call, values));
    if (lacking.length) {
      say(tell("fill", { name: lacking[0].replace(/^[a-z]+-/, "") }));
      document.getElementById(lacking[0])?.focus();
    } else if (call.group === "read") {
      run();
    } else {
      dialog.current.showModal();
    }
  };
  const fill = (next) => {
    setValues(next);
    setMissing([]);
  };
  return html`
    <${Calls} calls=${calls} call=${call} values=${sent} />
    <form class="workbench" onSubmit=${submit} novalidate>
      <div class="stack">
        <section class="card" aria-labelledby="call-title">
          <div class="bar"><h2 id="call-title" class="id">${call.action}</h2><span class="tag">${tell("permission", { name: call.permission })}</span></div>
          <p>${meaning(call)}</p>
          <${Parameters} key=${call.action} call=${call} values=${values} change=${setValues} missing=${missing} />
        </section>
        <section class="card" aria-labelledby="signing-title">
          <h2 id="signing-title">${tell("signing")}</h2>
          <${Signing} options=${options} change=${setOptions} development=${settings.development} />
        </section>
        <div class="actions">
          <button type="submit" class="primary" disabled=${running || (options.signature !== "none" && !canSign())}>
            ${tell(running ? "running" : "run")}</button>
          <button type="button" onClick=${() => fill(examples(call))}>${tell("examples")}</button>
          <button type="button" onClick=${() => fill({})}>${tell("clear")}</button>
        </div>
      </div>
      <section class="card result" aria-label=${tell("result")} ref=${panel}>
        <${Result} result=${result} tab=${tab} select=${setTab}
          code=${{ action: call.action, parameters: sent, endpoint: location.origin }} />
      </section>
    </form>
    <${Confirmation} call=${call} dialog=${dialog} confirmed=${run} />`;
}

/** The calls by what they do. A call takes over the values that it has in common with the one before. */
function Calls({ calls, call, values }) {
  const kept = (one) => Object.fromEntries(Object.entries(values)
    .filter(([name]) => one.fields.some((field) => name.split(".")[0] === field.name)));
  return html`<div class="card calls" role="navigation" aria-label=${tell("calls")}>${GROUPS.map((group) => html`
    <div><h2 id=${"calls-" + group}>${tell("group." + group)}</h2>
      <ul aria-labelledby=${"calls-" + group}>${calls.filter((one) => one.group === group).map((one) => html`
        <li><a href=${address("explorer", "", { action: one.action, ...kept(one) })}
          aria-current=${one === call ? "true" : undefined}>${one.action}</a></li>`)}</ul></div>`)}</div>`;
}

/** Signs a call and sends it: { signed, reply }, or { signed, failure } with the text of what went wrong. */
async function perform(call) {
  let signed;
  try {
    signed = await requestOf(call);
    // Only the browser may set the host.
    const { method, url, headers: { host, ...headers }, body } = signed.request;
    const begun = performance.now();
    const response = await fetch(url, { method, headers, body: body || undefined, cache: "no-store", credentials: "omit" });
    const text = await response.text();
    return {
      signed,
      reply: {
        text,
        status: response.status,
        took: performance.now() - begun,
        bytes: new TextEncoder().encode(text).length,
        xml: (response.headers.get("content-type") || "").includes("xml"),
        headers: [...response.headers].filter(([name]) => SHOWN.test(name)),
      },
    };
  } catch (error) {
    return { signed, failure: error.message };
  }
}
