import { html, useEffect, useRef, useState } from "./preact.js";
import { collect, examples, loadCalls, meaning, missingFields } from "./explorer-calls.js";
import { Parameters } from "./explorer-form.js";
import { Result } from "./explorer-result.js";
import { perform } from "./explorer-send.js";
import { Confirmation, Signing } from "./explorer-signing.js";
import { tell } from "./explorer-text.js";
import { useValues } from "./explorer-values.js";
import { useLoad } from "./load.js";
import { Failed, Loading, say } from "./parts.js";
import { address, useRoute } from "./route.js";
import { canSign, fresh } from "./sign.js";
import { t } from "./text.js";

const GROUPS = ["read", "create", "change"];
const DEVELOPMENT = { id: "localAccessKeyId", secret: "localAccessKeySecret", token: "" };
const UNKNOWN = { id: "", secret: "", token: "" };

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
  const [values, setValues] = useValues(call, query);
  const [options, setOptions] = useState({ signature: "V3", method: "POST", format: "JSON", key: UNKNOWN });
  const [missing, setMissing] = useState([]);
  const [result, setResult] = useState(null);
  const [tab, setTab] = useState("reply");
  const [running, setRunning] = useState(false);
  const dialog = useRef(null);
  const panel = useRef(null);
  const sent = collect(call, values);
  const signed = options.signature !== "none";

  useEffect(() => {
    setResult(null);
    setMissing([]);
  }, [call.action]);
  useEffect(() => {
    if (settings.developmentKey && options.key === UNKNOWN) {
      setOptions({ ...options, key: DEVELOPMENT });
    }
  }, [settings.developmentKey]);

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
    const fields = missingFields(call, values);
    const keys = signed ? ["id", "secret"].filter((part) => !options.key[part]) : [];
    const [first] = [...fields.map((name) => "parameter-" + name), ...keys.map((part) => "field-" + part)];
    setMissing(fields);
    if (first) {
      const input = document.getElementById(first);
      say(tell("fill", { name: fields[0] ?? input.labels[0].textContent }));
      input.focus();
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
          <div class="bar">
            <h2 id="call-title" class="id">${call.action}</h2>
            <span class="tag">${tell("permission", { name: call.permission })}</span>
          </div>
          <p>${meaning(call)}</p>
          <${Parameters} key=${call.action} call=${call} values=${values} change=${setValues} missing=${missing} />
        </section>
        <section class="card" aria-labelledby="signing-title">
          <h2 id="signing-title">${tell("signing")}</h2>
          <${Signing} options=${options} change=${setOptions} development=${settings.development} />
        </section>
        <div class="actions">
          <button type="submit" class="primary" disabled=${running || (signed && !canSign())}>
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
