const VERSION = "2018-01-20";
const FORM = "application/x-www-form-urlencoded";

/** Percent-encodes the UTF-8 of a text, all but A-Z a-z 0-9 - _ . ~ */
export function encode(text) {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => "%" + character.charCodeAt(0).toString(16).toUpperCase());
}

/** The parameters as name=value&…, encoded and sorted by name. */
export function canonicalQuery(parameters) {
  return Object.keys(parameters).sort()
    .map((name) => `${encode(name)}=${encode(parameters[name])}`)
    .join("&");
}

/** What V1 signs: all parameters of query and form, except Signature. */
function stringToSignV1(method, parameters) {
  return `${method}&${encode("/")}&${encode(canonicalQuery(parameters))}`;
}

/** The signature of V1, in Base64. */
async function signatureV1(secret, stringToSign) {
  const bytes = await hmac("SHA-1", secret + "&", stringToSign);
  return btoa(String.fromCharCode(...bytes));
}

/** What V3 hashes: the query, the signed headers in the order of their names, the hash of the body. */
function canonicalRequestV3({ method, parameters, headers, signedHeaders, payloadHash }) {
  const lines = signedHeaders.map((name) => `${name}:${headers[name].trim()}\n`).join("");
  return [method, "/", canonicalQuery(parameters), lines, signedHeaders.join(";"), payloadHash].join("\n");
}

/** What V3 signs. */
async function stringToSignV3(canonicalRequest) {
  return `ACS3-HMAC-SHA256\n${await sha256(canonicalRequest)}`;
}

/** The signature of V3, in lower-case hex. */
async function signatureV3(secret, stringToSign) {
  return hex(await hmac("SHA-256", secret, stringToSign));
}

/** The SHA-256 of a text, in lower-case hex. */
async function sha256(text) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text))));
}

/** Whether this page may sign: browsers offer WebCrypto on https and on localhost only. */
export function canSign() {
  return Boolean(globalThis.crypto?.subtle);
}

/** A new nonce and the time, as signatures need them. */
export function fresh() {
  const nonce = hex(crypto.getRandomValues(new Uint8Array(16)));
  return { nonce, timestamp: new Date().toISOString().replace(/\.\d+Z$/, "Z") };
}

/**
 * Makes the request of a call, with everything that leads to its signature.
 * The call has signature (V1, V3, none), method, origin, action, parameters, format, key
 * { id, secret, token }, nonce and timestamp.
 */
export function requestOf(call) {
  return { V1: requestV1, V3: requestV3, none: unsignedRequest }[call.signature](call);
}

function unsignedRequest(call) {
  const query = canonicalQuery(named(call));
  return { canonicalQuery: query, request: placed(call, query) };
}

async function requestV1(call) {
  const parameters = {
    ...named(call),
    AccessKeyId: call.key.id,
    SignatureMethod: "HMAC-SHA1",
    SignatureNonce: call.nonce,
    SignatureVersion: "1.0",
    Timestamp: call.timestamp,
    ...(call.key.token ? { SecurityToken: call.key.token } : {}),
  };
  const query = canonicalQuery(parameters);
  const stringToSign = stringToSignV1(call.method, parameters);
  const signature = await signatureV1(call.key.secret, stringToSign);
  const request = placed(call, `${query}&Signature=${encode(signature)}`);
  return { canonicalQuery: query, stringToSign, signature, request };
}

async function requestV3(call) {
  const query = canonicalQuery(call.parameters);
  const payloadHash = await sha256("");
  const headers = {
    "host": new URL(call.origin).host,
    "x-acs-action": call.action,
    "x-acs-content-sha256": payloadHash,
    "x-acs-date": call.timestamp,
    ...(call.key.token ? { "x-acs-security-token": call.key.token } : {}),
    "x-acs-signature-nonce": call.nonce,
    "x-acs-version": VERSION,
  };
  const signedHeaders = Object.keys(headers).sort();
  const { method, parameters } = call;
  const canonicalRequest = canonicalRequestV3({ method, parameters, headers, signedHeaders, payloadHash });
  const stringToSign = await stringToSignV3(canonicalRequest);
  const signature = await signatureV3(call.key.secret, stringToSign);
  const request = {
    method,
    url: `${call.origin}/${query ? "?" + query : ""}`,
    headers: {
      ...headers,
      accept: call.format === "XML" ? "application/xml" : "application/json",
      authorization: `ACS3-HMAC-SHA256 Credential=${call.key.id},`
        + `SignedHeaders=${signedHeaders.join(";")},Signature=${signature}`,
    },
    body: "",
  };
  return { canonicalQuery: query, canonicalRequest, stringToSign, signature, request };
}

function named(call) {
  return { ...call.parameters, Action: call.action, Format: call.format, Version: VERSION };
}

/** The parameters where the method wants them: in the query of a GET, in the form of a POST. */
function placed({ method, origin }, parameters) {
  const host = new URL(origin).host;
  return method === "GET"
    ? { method, url: `${origin}/?${parameters}`, headers: { host }, body: "" }
    : { method, url: `${origin}/`, headers: { host, "content-type": FORM }, body: parameters };
}

async function hmac(hash, key, text) {
  const imported = await crypto.subtle.importKey("raw", utf8(key), { name: "HMAC", hash }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", imported, utf8(text)));
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
