import { html, useEffect, useRef, useState } from "./preact.js";
import { post } from "./api.js";
import { visible } from "./format.js";
import { follow } from "./outcome.js";
import { Badge, Failed, Loading, Notice, say } from "./parts.js";
import { address } from "./route.js";
import { t } from "./text.js";

const PATH = "/v1/dead-letters:replay";
const LISTED = 50;

/** Writes dead letters to the events again: a dry run, a question, and what came of it. */
export function Replay({ request, mend, letters, close }) {
  const dialog = useRef(null);
  const [step, setStep] = useState(mend ? { name: "edit" } : { name: "checking" });
  const [text, setText] = useState(mend ? JSON.stringify(mend, null, 2) : "");
  const what = request.Reason ? t("replay.all", { reason: request.Reason })
    : request.At.length > 1 ? t("replay.some", { n: request.At.length }) : t("replay.one", { at: request.At[0] });
  const body = (dry) => ({ ...request, DryRun: dry, ...(mend ? { Event: JSON.parse(text) } : {}) });
  const problem = mend ? problemOf(text) : "";

  const check = async () => {
    setStep({ name: "checking" });
    try {
      const { data } = await post(PATH, body(true));
      setStep({ name: "checked", result: data });
      say(t("replay.checked", { n: data.Replayed.length }));
    } catch (failure) {
      setStep({ name: "failed", failure });
    }
  };
  const replay = async () => {
    setStep({ name: "replaying" });
    try {
      const { data } = await post(PATH, body(false));
      setStep({ name: "done", result: data });
    } catch (failure) {
      setStep({ name: "failed", failure, written: true });
    }
  };
  useEffect(() => {
    dialog.current.showModal();
    if (!mend) {
      check();
    }
  }, []);
  const leave = () => close(step.name === "done" || Boolean(step.written));
  return html`<dialog ref=${dialog} class="wide-dialog" aria-labelledby="replay-title" onClose=${leave}>
    <div class="stack">
      <h2 id="replay-title">${what}</h2>
      ${mend && step.name === "edit" ? html`<div class="field"><label for="replay-event">${t("replay.event")}</label>
        <textarea id="replay-event" rows="16" spellcheck=${false} value=${text} aria-invalid=${Boolean(problem)}
          aria-describedby="replay-event-hint" onInput=${(event) => setText(event.target.value)}></textarea>
        <p class=${problem ? "hint bad-text" : "hint"} id="replay-event-hint">${problem || t("replay.event.hint")}</p></div>` : null}
      ${step.name === "checking" ? html`<${Loading} text=${t("replay.checking")} />` : null}
      ${step.name === "replaying" ? html`<${Loading} text=${t("replay.replaying")} />` : null}
      ${step.name === "failed" ? html`<${Failed} failure=${step.failure} retry=${step.written ? null : check} />` : null}
      ${step.name === "failed" && step.written ? html`<p>${t("replay.unsure")}</p>` : null}
      ${step.name === "checked" ? html`<${Checked} result=${step.result} />` : null}
      ${step.name === "done" ? html`<${Done} result=${step.result} letters=${letters} />` : null}
      <div class="row">
        ${step.name === "edit" ? html`<button type="button" class="primary" disabled=${Boolean(problem)} onClick=${check}>${t("replay.check")}</button>` : null}
        ${step.name === "checked" && step.result.Replayed.length ? html`<button type="button" class="primary" onClick=${replay}>
          ${t("replay.now", { n: step.result.Replayed.length })}</button>` : null}
        ${mend && (step.name === "checked" || step.name === "failed") ? html`<button type="button" onClick=${() => setStep({ name: "edit" })}>${t("replay.edit")}</button>` : null}
        <button type="button" onClick=${() => dialog.current.close()}>${t(step.name === "done" ? "replay.close" : "replay.leave")}</button>
      </div>
    </div>
  </dialog>`;
}

function Checked({ result }) {
  return html`
    <${Notice} kind=${result.Replayed.length ? "info" : "warn"} live title=${t("replay.checked", { n: result.Replayed.length })}
      text=${t(result.Replayed.length ? "replay.checked.text" : "replay.checked.none")} />
    ${result.Replayed.length ? html`<p class="hint">${t("replay.places")}
      ${" " + result.Replayed.slice(0, LISTED).map((record) => record.At).join(", ")}${result.Replayed.length > LISTED ? " …" : ""}</p>` : null}
    ${result.Truncated ? html`<p>${t("replay.truncated")}</p>` : null}
    <${Unfit} failed=${result.Failed} />`;
}

function Unfit({ failed }) {
  return failed.length ? html`<h3>${t("replay.failed", { n: failed.length })}</h3>
    <ul class="plain">${failed.slice(0, LISTED).map((record) => html`<li><code>${record.At}</code> ${visible(record.Why)}</li>`)}</ul>` : null;
}

function Done({ result, letters }) {
  const [outcomes, setOutcomes] = useState(new Map());
  const [failure, setFailure] = useState(null);
  useEffect(() => {
    const controller = new AbortController();
    follow(result.Replayed, letters, setOutcomes, controller.signal)
      .catch((error) => controller.signal.aborted || setFailure(error));
    return () => controller.abort();
  }, []);
  const states = [...outcomes.values()].map((outcome) => outcome.state);
  const settled = outcomes.size > 0 && !states.includes("pending");
  return html`
    <${Notice} kind=${states.includes("refused") ? "warn" : "success"} live title=${t("replay.done", { n: result.Replayed.length })}
      text=${t(settled ? "replay.settled" : "replay.following", { refused: states.filter((state) => state === "refused").length,
        folded: states.filter((state) => state === "folded").length })} />
    <ul class="plain">${result.Replayed.slice(0, LISTED).map((record) => html`<li key=${record.At}>
      <code>${record.At}</code> → <code>${record.Again}</code> <${Came} outcome=${outcomes.get(record.Again)} /></li>`)}</ul>
    ${failure ? html`<${Failed} failure=${failure} />` : null}
    <${Unfit} failed=${result.Failed} />`;
}

function Came({ outcome = { state: "pending" } }) {
  const link = outcome.key ? html`<a class="id" href=${address("jobs", outcome.key)}>${visible(outcome.key)}</a>` : null;
  switch (outcome.state) {
    case "refused":
      return html`<span class="bad-text">${t("came.refused", { reason: outcome.letter.Reason })}</span> ${visible(outcome.letter.Message)}`;
    case "folded":
      return html`<span class="good-text">${t("came.folded")}</span> ${link} <${Badge} status=${outcome.job.JobStatus} />`;
    case "unrefused":
      return html`<span>${t(outcome.key ? "came.unrefused" : "came.keyless")}</span> ${link}`;
    default:
      return html`<span class="hint">${t("came.pending")}</span>`;
  }
}

function problemOf(text) {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    return t("replay.event.bad", { why: error.message });
  }
}
