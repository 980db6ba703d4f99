import { english } from "./text-en.js";

const dictionaries = { en: { ...english }, zh: {} };
const later = { zh: () => import("./text-zh.js").then((module) => module.chinese) };
const REMEMBERED = "ota-jobs.language";
let current = remembered();

/** The language of the page: en or zh. */
export function language() {
  return current;
}

/** Changes the language of the page, once its texts are there, and remembers it. */
export async function setLanguage(next) {
  if (later[next]) {
    addTexts(next, await later[next]().catch(() => ({})));
  }
  current = next;
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  try {
    localStorage.setItem(REMEMBERED, next);
  } catch {
    // A browser that keeps nothing forgets the language, too.
  }
}

/** Adds the texts of a view to those of a language. */
export function addTexts(name, texts) {
  Object.assign(dictionaries[name], texts);
}

/** The text of a key with its arguments, as in {name}; English where the language has none. */
export function t(key, args = {}) {
  const text = dictionaries[current][key] ?? dictionaries.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in args ? String(args[name]) : whole));
}

/** Whether there is a text for this key. */
export function hasText(key) {
  return key in dictionaries.en;
}

function remembered() {
  try {
    const kept = localStorage.getItem(REMEMBERED);
    if (kept === "en" || kept === "zh") {
      return kept;
    }
  } catch {
    // As above.
  }
  return navigator.language.startsWith("zh") ? "zh" : "en";
}
