import { html, useEffect, useRef, useState } from "./preact.js";
import { openAccess } from "./access.js";
import { ago, duration, utc, visible } from "./format.js";
import { useNow } from "./load.js";
import { hasText, t } from "./text.js";

/** Tells screen readers what has happened. */
export function say(text) {
  const region = document.getElementById("said");
  if (region) {
    region.textContent = text;
  }
}

/** The status of a job: a word, a shape and a colour. */
export function Badge({ status }) {
  const known = hasText("status." + status);
  return html`<span class="badge ${known ? status.toLowerCase() : ""}">
    <span class="shape" aria-hidden="true"></span>${known ? t("status." + status) : visible(status)}</span>`;
}

/** A time in UTC, and how long ago it was. */
export function Time({ at, relative = true }) {
  const now = useNow(10000);
  return html`<time datetime=${at} title=${at}>
    <span class="clock">${utc(at)}</span>${relative ? html` <span class="ago">${ago(at, now)}</span>` : null}</time>`;
}

/** A message with its heading, what to do, and buttons. */
export function Notice({ kind = "info", title, text, children, live }) {
  return html`<div class="notice ${kind}" role=${live ? "status" : undefined}>
    <p class="notice-title">${title}</p>
    ${text ? html`<p>${text}</p>` : null}
    ${children}
  </div>`;
}

/** Something is not there, and why that is all right or what to do. */
export function Empty({ title, text, children }) {
  return html`<div class="empty"><p class="notice-title">${title}</p><p>${text}</p>${children}</div>`;
}

/** Something is being loaded. It shows after a moment only, so that fast answers do not flicker. */
export function Loading({ text = t("loading") }) {
  return html`<p class="loading" role="status"><span class="spinner" aria-hidden="true"></span>${text}</p>`;
}

/** A call failed: what happened, what the service said, what to do. */
export function Failed({ failure, retry }) {
  return html`<${Notice} kind="error" live title=${failure.title} text=${failure.advice}>
    ${failure.detail ? html`<p class="detail">${t("failure.said", { detail: visible(failure.detail) })}</p>` : null}
    ${failure.requestId ? html`<p class="detail">${t("failure.request")} <code>${failure.requestId}</code></p>` : null}
    <div class="row">
      ${retry ? html`<button type="button" onClick=${retry}>${t("retry")}</button>` : null}
      ${failure.wantsToken ? html`<button type="button" class="primary" onClick=${openAccess}>${t("access.open")}</button>` : null}
    </div>
  <//>`;
}

/** What is shown is old, because the latest call failed. */
export function Stale({ at, failure, retry }) {
  const now = useNow(1000);
  return html`<${Notice} kind="warn" title=${t("stale.title", { age: duration(Math.max(now - at, 0)) })}
    text=${t("stale.text", { why: failure.title })}>
    ${retry ? html`<div class="row"><button type="button" onClick=${retry}>${t("retry")}</button></div>` : null}
  <//>`;
}

/** A button that copies a text. */
export function Copy({ text, label = t("copy") }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    const timer = copied ? setTimeout(() => setCopied(false), 2000) : 0;
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await toClipboard(text);
    setCopied(true);
    say(t("copied"));
  };
  return html`<button type="button" class="small" aria-label=${label} onClick=${copy}>${copied ? t("copied") : t("copy")}</button>`;
}

/** A block of code that can be scrolled with the keyboard and copied; `source` is copied instead of what is shown. */
export function Code({ text, source = text, label }) {
  return html`<div class="code">
    <${Copy} text=${source} label=${t("copy.what", { what: label })} />
    <pre tabindex="0" role="region" aria-label=${label}>${text}</pre>
  </div>`;
}

/** A labelled field of a form; `options` make it a choice. */
export function Field({ name, label, hint, value, change, options, ...rest }) {
  const id = useRef("field-" + name).current;
  const described = hint ? id + "-hint" : undefined;
  const set = (event) => change(name, event.target.value);
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${options
      ? html`<select id=${id} value=${value} onChange=${set} aria-describedby=${described}>
          ${options.map(([option, text]) => html`<option value=${option} selected=${option === value}>${text}</option>`)}</select>`
      : html`<input id=${id} value=${value} onInput=${set} aria-describedby=${described} autocomplete="off" spellcheck=${false} ...${rest} />`}
    ${hint ? html`<p class="hint" id=${described}>${hint}</p>` : null}
  </div>`;
}

/** A table that scrolls by itself if it is too wide. */
export function Scroll({ label, children }) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${label}>${children}</div>`;
}

async function toClipboard(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Without TLS browsers have no clipboard but this one.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
