import { html, useState } from "./preact.js";
import { jobPath, send } from "./api.js";
import { number, pretty, prettyXml } from "./format.js";
import { useChange, useLoad } from "./load.js";
import { Code, Failed, Loading } from "./parts.js";
import { t } from "./text.js";

const FORMS = { JSON: "application/json", XML: "application/xml" };

/** The reply of the API as it was sent, as JSON or XML. */
export function Reply({ id, asOf, revision }) {
  const [form, setForm] = useState("JSON");
  const path = jobPath(id) + (asOf ? "?asOf=" + encodeURIComponent(asOf) : "");
  const reply = useLoad(async (signal) => ({ ...await send(path, { headers: { Accept: FORMS[form] }, signal }), form }), [path, form]);
  useChange(revision, reply.reload);
  const text = reply.data?.text;
  return html`<section class="card" aria-labelledby="reply-title">
    <div class="bar"><h2 id="reply-title">${t("reply.title")}</h2>
      <div class="switch" role="group" aria-label=${t("reply.form")}>${Object.keys(FORMS).map((name) => html`
        <button type="button" aria-pressed=${form === name} onClick=${() => setForm(name)}>${name}</button>`)}</div>
    </div>
    <p class="hint"><code>GET ${path}</code> · Accept: ${FORMS[form]}${reply.data ? " · " + t("unit.ms", { n: number(reply.data.took) }) : ""}</p>
    ${reply.failure && !text ? html`<${Failed} failure=${reply.failure} retry=${reply.reload} />`
      : !text ? html`<${Loading} />`
      : html`<${Code} label=${t("reply.as", { form: reply.data.form })} source=${text}
          text=${reply.data.form === "JSON" ? pretty(JSON.parse(text)) : prettyXml(text)} />`}
  </section>`;
}
