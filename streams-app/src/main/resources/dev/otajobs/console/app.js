import { html, render, useEffect, useRef, useState } from "./preact.js";
import { Access } from "./access.js";
import { ask, setToken } from "./api.js";
import { Job } from "./job.js";
import { Jobs } from "./jobs.js";
import { Empty, Loading } from "./parts.js";
import { address, useRoute } from "./route.js";
import { language, setLanguage, t } from "./text.js";

/** The views in the order of the navigation, and where those come from that are not there at first. */
const VIEWS = {
  "jobs": null,
  "explorer": () => import("./explorer.js").then((module) => module.Explorer),
  "dead-letters": () => import("./letters.js").then((module) => module.Letters),
  "cluster": () => import("./cluster.js").then((module) => module.Cluster),
  "topology": () => import("./topology.js").then((module) => module.Topology),
};

function Console() {
  const route = useRoute();
  const [token, keepToken] = useState("");
  const [settings, setSettings] = useState(null);
  const [, speak] = useState(language());
  const main = useRef(null);
  const place = route.view + "/" + route.id;
  const opened = useRef(place);

  useEffect(() => {
    ask("settings.json").then((reply) => setSettings(reply.data), () => setSettings({}));
  }, []);
  useEffect(() => {
    document.querySelector("nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
    if (opened.current !== place) {
      opened.current = place;
      scrollTo(0, 0);
      main.current?.focus({ preventScroll: true });
    }
  }, [place]);
  useEffect(() => {
    const name = Object.hasOwn(VIEWS, route.view) ? t("nav." + route.view) : t("app.unknown");
    document.title = (route.id ? route.id + " · " : "") + name + " · OTA Jobs";
  });

  const applyToken = (next) => {
    setToken(next);
    keepToken(next);
  };
  const choose = async (next) => {
    await setLanguage(next);
    speak(next);
  };
  return html`
    <a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); main.current.focus(); }}>${t("app.skip")}</a>
    <header class="top">
      <a class="brand" href="#/jobs"><span class="brand-mark" aria-hidden="true">↑</span>OTA Jobs</a>
      <nav aria-label=${t("app.nav")}>
        ${Object.keys(VIEWS).map((view) => html`
          <a href=${address(view)} aria-current=${view === route.view ? "page" : undefined}>${t("nav." + view)}</a>`)}
      </nav>
      <div class="tools">
        <div class="switch" role="group" aria-label=${t("app.language")}>
          <button type="button" lang="en" aria-pressed=${language() === "en"} onClick=${() => choose("en")}>EN</button>
          <button type="button" lang="zh-CN" aria-pressed=${language() === "zh"} onClick=${() => choose("zh")}>中文</button>
        </div>
        <${Access} token=${token} settings=${settings || {}} use=${applyToken} />
      </div>
    </header>
    <main id="main" tabindex="-1" ref=${main}>
      ${settings ? html`<${View} key=${token} route=${route} settings=${settings} token=${token} />` : html`<h1 class="unseen">OTA Jobs</h1>`}
    </main>
    <footer>
      <span>OTA Jobs ${settings?.version}</span>
      ${settings?.development ? html`<span>${t("app.development")}</span>` : null}
      <a href="/openapi.json">OpenAPI</a>
    </footer>
    <div id="said" class="unseen" aria-live="polite"></div>`;
}

function View({ route, settings, token }) {
  if (route.view === "jobs") {
    return route.id
      ? html`<${Job} key=${route.id} id=${route.id} asOf=${route.query.asOf || ""} settings=${settings} />`
      : html`<${Jobs} query=${route.query} settings=${settings} />`;
  }
  if (Object.hasOwn(VIEWS, route.view)) {
    return html`<${Later} key=${route.view} view=${route.view} query=${route.query} settings=${settings} token=${token} />`;
  }
  return html`<h1>${t("app.unknown")}</h1>
    <${Empty} title=${t("app.unknown.title")} text=${t("app.unknown.text")} />`;
}

/** A view that is fetched when it is first visited. */
function Later({ view, ...props }) {
  const [Shown, show] = useState(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    VIEWS[view]().then((component) => show(() => component), () => setFailed(true));
  }, []);
  if (Shown) {
    return html`<${Shown} ...${props} />`;
  }
  return html`<h1>${t("nav." + view)}</h1>
    ${failed ? html`<${Empty} title=${t("app.missing.title")} text=${t("app.missing.text")} />` : html`<${Loading} />`}`;
}

await setLanguage(language());
render(html`<${Console} />`, document.getElementById("console"));
