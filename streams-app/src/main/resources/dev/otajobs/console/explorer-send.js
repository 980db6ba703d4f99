import { requestOf } from "./sign.js";

const SHOWN = /^(content-type|retry-after|etag|x-acs-.*|ota-.*)$/;

/** Signs a call and sends it: { signed, reply }, or { signed, failure } with the text of what went wrong. */
export async function perform(call) {
  let signed;
  try {
    signed = await requestOf(call);
    // Only the browser may set the host.
    const { method, url, headers: { host, ...headers }, body } = signed.request;
    const begun = performance.now();
    const sent = { method, headers, body: body || undefined, cache: "no-store", credentials: "omit" };
    const response = await fetch(url, sent);
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
