import { html, useEffect, useRef, useState } from "./preact.js";
import { t } from "./text.js";

const ASKED = "console-access";

/** Opens the panel for the token, from any view. */
export function openAccess() {
  dispatchEvent(new Event(ASKED));
}

/** The button of the header that tells how calls are made, and its panel for a bearer token. */
export function Access({ token, settings, use }) {
  const panel = useRef(null);
  const [typed, setTyped] = useState("");
  useEffect(() => {
    const open = () => panel.current.showModal();
    addEventListener(ASKED, open);
    return () => removeEventListener(ASKED, open);
  }, []);
  const state = token ? "token" : settings.development ? "development" : "none";
  const submit = (event) => {
    event.preventDefault();
    use(typed.trim());
    setTyped("");
    panel.current.close();
  };
  return html`
    <button type="button" class="access" aria-haspopup="dialog" onClick=${openAccess}>
      <span class="dot ${state}" aria-hidden="true"></span>${t("access.state." + state)}
    </button>
    <dialog ref=${panel} aria-labelledby="access-title">
      <form onSubmit=${submit} class="stack">
        <h2 id="access-title">${t("access.title")}</h2>
        <p>${t("access.text." + state)}</p>
        <div class="field">
          <label for="access-token">${t("access.token")}</label>
          <input id="access-token" type="password" autocomplete="off" spellcheck=${false} value=${typed}
            onInput=${(event) => setTyped(event.target.value)} aria-describedby="access-hint" />
          <p class="hint" id="access-hint">${t("access.hint")}</p>
        </div>
        <div class="row">
          <button type="submit" class="primary" disabled=${!typed.trim()}>${t("access.use")}</button>
          ${token ? html`<button type="button" onClick=${() => { use(""); panel.current.close(); }}>${t("access.forget")}</button>` : null}
          <button type="button" onClick=${() => panel.current.close()}>${t("access.close")}</button>
        </div>
      </form>
    </dialog>`;
}
