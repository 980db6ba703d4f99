import { language, t } from "./text.js";

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Shows characters that hide or turn text, such as bidi controls, as their escapes; `lines` keeps line feeds. */
export function visible(value, lines = false) {
  const escape = (character) =>
    lines && character === "\n" ? character : "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0");
  return String(value).replace(HIDDEN, escape).replace(LONE, escape);
}

/** A time as the API writes it, without the milliseconds if they are zero: 2026-01-01 00:00:00. */
export function utc(time) {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) {
    return visible(time);
  }
  return date.toISOString().replace("T", " ").replace(/(\.000)?Z$/, "");
}

/** How far a time is from now, in words: 3 minutes ago. */
export function ago(time, now = Date.now()) {
  const seconds = (new Date(time).getTime() - now) / 1000;
  if (Number.isNaN(seconds)) {
    return "";
  }
  const steps = [[60, "second", 1], [3600, "minute", 60], [86400, "hour", 3600], [2592000, "day", 86400],
    [31536000, "month", 2592000], [Infinity, "year", 31536000]];
  const [, unit, size] = steps.find(([limit]) => Math.abs(seconds) < limit);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** A duration in milliseconds, short: 120 ms, 4.5 s, 3 min. */
export function duration(milliseconds) {
  if (milliseconds < 1000) {
    return t("unit.ms", { n: Math.round(milliseconds) });
  }
  if (milliseconds < 60000) {
    return t("unit.s", { n: Math.round(milliseconds / 100) / 10 });
  }
  if (milliseconds < 3600000) {
    return t("unit.min", { n: Math.round(milliseconds / 60000) });
  }
  return t("unit.h", { n: Math.round(milliseconds / 360000) / 10 });
}

/** A number with separators, and at most one decimal. */
export function number(value) {
  return new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(value);
}

/** A value of the API as one line of text: lists joined, tags as key:value. */
export function plain(value) {
  if (value === undefined || value === null) {
    return "";
  }
  if (Array.isArray(value.SrcVersion)) {
    return value.SrcVersion.map((version) => visible(version)).join(", ");
  }
  if (Array.isArray(value.OtaTagDTO)) {
    return value.OtaTagDTO.map((tag) => visible(tag.Key + ":" + tag.Value)).join(", ");
  }
  return value === "" ? '""' : visible(typeof value === "object" ? JSON.stringify(value) : value);
}

/** JSON of a value, indented, with hidden characters escaped. */
export function pretty(value) {
  return visible(JSON.stringify(value, null, 2), true);
}

/** XML indented for reading; texts stay as they are. */
export function prettyXml(xml) {
  let depth = 0;
  const lines = xml.replace(/></g, ">\n<").split("\n").map((line) => {
    if (line.startsWith("</")) {
      depth -= 1;
    }
    const indented = "  ".repeat(Math.max(depth, 0)) + line;
    if (/^<[^/?!][^>]*[^/]>$/.test(line)) {
      depth += 1;
    }
    return indented;
  });
  return visible(lines.join("\n"), true);
}

/** The value of a date field that is meant as UTC, as the API takes it; nothing if it is empty. */
export function toUtc(field) {
  return field ? new Date(field + "Z").toISOString() : "";
}

/** A time of the API as the value of a date field. */
export function fromUtc(time) {
  const date = new Date(time || NaN);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().replace(/(\.000)?Z$/, "");
}

/** The revision that an ETag or the id of an event tells: 7-3. */
export function revisionOf(tag) {
  return (tag || "").replace(/^W\//, "").replaceAll('"', "").replace(/\+xml$/, "");
}
