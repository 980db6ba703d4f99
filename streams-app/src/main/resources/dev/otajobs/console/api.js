import { hasText, t } from "./text.js";

let token = "";

/** Sets the bearer token of all further calls; it stays in the memory of the page. */
export function setToken(next) {
  token = next;
}

/** The headers that identify the caller. */
export function credentials() {
  return token ? { Authorization: "Bearer " + token } : {};
}

/** A call that brought no answer, or a refusal: status 0 if nothing answered. */
export class Failure extends Error {
  constructor(status, detail = "", requestId = "") {
    super(detail || "status " + status);
    this.status = status;
    this.detail = detail;
    this.requestId = requestId;
  }

  /** What happened, as a heading. */
  get title() {
    return t(this.#key("title"));
  }

  /** What the reader can do. */
  get advice() {
    return t(this.#key("advice"));
  }

  /** Whether another token may help. */
  get wantsToken() {
    return this.status === 401 || this.status === 403;
  }

  #key(part) {
    const exact = "failure." + this.status + "." + part;
    return hasText(exact) ? exact : "failure.other." + part;
  }
}

/** Sends one call and gives its text, its headers and how long it took; throws a Failure. */
export async function send(path, { method = "GET", headers = {}, body, signal } = {}) {
  const begun = performance.now();
  let response;
  let text;
  try {
    response = await fetch(path, {
      method,
      signal,
      cache: "no-store",
      credentials: "omit",
      headers: { Accept: "application/json", ...credentials(), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    text = await response.text();
  } catch (error) {
    if (error.name === "AbortError") {
      throw error;
    }
    throw new Failure(0);
  }
  if (!response.ok) {
    throw failureOf(response, text);
  }
  return { text, headers: response.headers, took: performance.now() - begun };
}

/** As send, and the JSON of the reply as `data`. */
export async function ask(path, options) {
  const reply = await send(path, options);
  try {
    return { ...reply, data: JSON.parse(reply.text) };
  } catch {
    throw new Failure(502, t("failure.json"));
  }
}

/** POST of a JSON body. */
export function post(path, body) {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body });
}

/** The path of a job, or of what is below it. */
export function jobPath(id, below = "") {
  return "/v1/jobs/" + encodeURIComponent(id) + below;
}

/** The Failure that a reply tells, from its problem document if it has one. */
export function failureOf(response, text) {
  let detail = "";
  if ((response.headers.get("content-type") || "").includes("json")) {
    try {
      const problem = JSON.parse(text);
      detail = problem.detail || problem.Message || problem.title || "";
    } catch {
      detail = "";
    }
  }
  return new Failure(response.status, detail, response.headers.get("x-request-id") || "");
}
