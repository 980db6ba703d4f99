import { html } from "./preact.js";
import { Field, Notice } from "./parts.js";
import { tell } from "./explorer-text.js";
import { canSign } from "./sign.js";

/** How the call is signed and sent, and with which keys. */
export function Signing({ options, change, development }) {
  const set = (name, value) => change({ ...options, [name]: value });
  const key = (name, value) => set("key", { ...options.key, [name]: value });
  const signatures = ["V3", "V1", ...(development ? ["none"] : [])];
  const signed = options.signature !== "none";
  return html`
    <div class="choices">
      <${Choice} name="signature" value=${options.signature} of=${signatures} set=${set} />
      <${Choice} name="method" value=${options.method} of=${["POST", "GET"]} set=${set} />
      <${Choice} name="format" value=${options.format} of=${["JSON", "XML"]} set=${set} />
    </div>
    <p class="hint">${tell("about." + options.signature)}</p>
    ${!signed ? null : canSign() ? html`
      <div class="parameters">
        <${Field} name="id" label="AccessKeyId" value=${options.key.id} change=${key} />
        <${Field} name="secret" label=${tell("secret")} type="password" value=${options.key.secret} change=${key} />
      </div>
      <details><summary>${tell("temporary")}</summary>
        <${Field} name="token" label=${tell("temporary")} hint=${tell("temporary.hint")} type="password"
          value=${options.key.token} change=${key} /></details>
      <p class="hint">${tell("keys")}</p>`
    : html`<${Notice} kind="warn" title=${tell("insecure.title")} text=${tell("insecure.text")} />`}`;
}

function Choice({ name, value, of, set }) {
  return html`<div class="field"><span class="caption" aria-hidden="true">${tell(name)}</span>
    <div class="switch" role="group" aria-label=${tell(name)}>${of.map((option) => html`
      <button type="button" aria-pressed=${option === value} onClick=${() => set(name, option)}>
        ${option === "none" ? tell("none") : option}</button>`)}</div>
  </div>`;
}

/** Asks before something is created or changed; `dialog` is a reference to its element. */
export function Confirmation({ call, dialog, confirmed }) {
  const close = () => dialog.current.close();
  return html`<dialog ref=${dialog} aria-labelledby="confirmation">
    <div class="stack">
      <h2 id="confirmation">${tell("confirm.title", { action: call.action })}</h2>
      <p>${tell("confirm." + call.group, { host: location.host })}</p>
      <div class="row">
        <button type="button" class="primary" onClick=${() => { close(); confirmed(); }}>${tell("confirm.yes")}</button>
        <button type="button" autofocus onClick=${close}>${tell("confirm.no")}</button>
      </div>
    </div>
  </dialog>`;
}
