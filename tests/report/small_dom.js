// As much of a browser's document as the report's scripts use, for tests where there is no browser.
// node small_dom.js REPORT.html STEPS.js: runs the page's own scripts, then the steps, which are
// given `page` (below) and print what they find as JSON.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const VOID = new Set(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "circle", "line"]);
const RAW = new Set(["script", "style", "title", "textarea"]);
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#34": '"', "#39": "'" };
const decode = (text) => text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);
const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());

class Node {
  constructor() { this.parentElement = null; this.listeners = {}; }
  addEventListener(name, call) { (this.listeners[name] ??= []).push(call); }
  dispatchEvent(event) { this.fire(event.type); }
  fire(name, more = {}) {
    const event = { type: name, target: this, prevented: false, preventDefault() { this.prevented = true; }, ...more };
    for (let at = this; at; at = at.parentElement ?? (at === document ? null : document))
      for (const call of at.listeners[name] ?? []) call(event);
    return event;
  }
  get index() { return this.parentElement.childNodes.indexOf(this); }
  remove() { if (this.parentElement) this.parentElement.childNodes.splice(this.index, 1); this.parentElement = null; }
  after(node) { node.remove(); node.parentElement = this.parentElement; this.parentElement.childNodes.splice(this.index + 1, 0, node); }
}

class Text extends Node {
  constructor(data) { super(); this.data = data; }
  get textContent() { return this.data; }
}

class Element extends Node {
  constructor(name) {
    super();
    this.localName = name; this.attributes = new Map(); this.childNodes = [];
    this.dataset = new Proxy({}, {
      get: (_, key) => this.attributes.get("data-" + kebab(key)),
      set: (_, key, value) => (this.attributes.set("data-" + kebab(key), String(value)), true),
      deleteProperty: (_, key) => (this.attributes.delete("data-" + kebab(key)), true),
    });
  }
  getAttribute(name) { return this.attributes.get(name) ?? null; }
  setAttribute(name, value) { this.attributes.set(name, String(value)); }
  get id() { return this.getAttribute("id") ?? ""; }
  get className() { return this.getAttribute("class") ?? ""; }
  set className(value) { this.setAttribute("class", value); }
  get hidden() { return this.attributes.has("hidden"); }
  set hidden(value) { value ? this.setAttribute("hidden", "") : this.attributes.delete("hidden"); }
  get disabled() { return this.attributes.has("disabled"); }
  set disabled(value) { value ? this.setAttribute("disabled", "") : this.attributes.delete("disabled"); }
  get href() { return this.getAttribute("href"); }
  set href(value) { this.setAttribute("href", value); }
  get tabIndex() {
    if (this.attributes.has("tabindex")) return Number(this.getAttribute("tabindex"));
    return ["a", "button", "input", "select", "summary"].includes(this.localName) ? 0 : -1;
  }
  set tabIndex(value) { this.setAttribute("tabindex", value); }
  get value() {
    if (this.localName === "select") return (this.chosen ?? this.options[0])?.value ?? "";
    if (this.localName === "option") return this.getAttribute("value") ?? this.textContent;
    return this.typed ?? this.getAttribute("value") ?? "";
  }
  set value(value) {
    if (this.localName === "select") this.chosen = this.options.find((one) => one.value === value);
    else this.typed = value;
  }
  get options() { return this.childNodes.filter((one) => one.localName === "option"); }
  get children() { return this.childNodes.filter((one) => one instanceof Element); }
  get rows() { return this.children.filter((one) => one.localName === "tr"); }
  get open() { return this.attributes.has("open"); }
  set open(value) { value ? this.setAttribute("open", "") : this.attributes.delete("open"); }
  get textContent() { return this.childNodes.map((one) => one.textContent).join(""); }
  set textContent(text) { this.replaceChildren(new Text(text)); }
  set innerHTML(html) { this.replaceChildren(); parse(html, this); }
  append(...nodes) {
    for (const given of nodes) {
      const node = typeof given === "string" ? new Text(given) : given;
      node.remove();
      node.parentElement = this;
      this.childNodes.push(node);
      if (node.localName === "script" && node.src) run(node);
    }
  }
  replaceChildren(...nodes) { for (const node of [...this.childNodes]) node.remove(); this.chosen = undefined; this.append(...nodes); }
  insertCell() { const cell = new Element("td"); this.append(cell); return cell; }
  get nextElementSibling() { const own = this.parentElement.children; return own[own.indexOf(this) + 1] ?? null; }
  get previousElementSibling() { const own = this.parentElement.children; return own[own.indexOf(this) - 1] ?? null; }
  *below() { for (const one of this.children) { yield one; yield* one.below(); } }
  contains(other) { for (let at = other; at; at = at.parentElement) if (at === this) return true; return false; }
  matches(selectors) { return selectors.split(",").some((one) => fits(this, one.trim().split(/\s+/))); }
  closest(selectors) { for (let at = this; at; at = at.parentElement) if (at.matches(selectors)) return at; return null; }
  querySelectorAll(selectors) { return [...this.below()].filter((one) => one.matches(selectors)); }
  querySelector(selectors) { for (const one of this.below()) if (one.matches(selectors)) return one; return null; }
  focus() { document.activeElement = this; this.fire("focusin"); }
  select() {}
  click() { this.fire("click"); if (this.localName === "a" && this.href?.startsWith("#")) page.go(this.href); }
  scrollIntoView() {}
  showModal() { this.open = true; }
  close() { if (this.open) { this.open = false; this.fire("close"); } }
}

// A script file beside the page, as a browser loads it from disk.
function run(script) {
  const file = path.join(path.dirname(process.argv[2]), decodeURIComponent(script.src));
  timers.push(() => {
    page.asked.push(path.basename(file));
    if (!fs.existsSync(file)) return script.fire("error");
    vm.runInContext(fs.readFileSync(file, "utf-8"), world, { filename: file });
    script.fire("load");
  });
}

// Within details that are closed; their own summary is not.
function folded(element) {
  for (let at = element; at; at = at.parentElement)
    if (at.localName === "details" && !at.open && element.localName !== "summary") return true;
  return false;
}

function fits(element, parts) {
  const [own, ...rest] = [...parts].reverse();
  if (!one(element, own)) return false;
  if (!rest.length) return true;
  for (let at = element.parentElement; at; at = at.parentElement) if (fits(at, [...rest].reverse())) return true;
  return false;
}
function one(element, selector) {
  for (const [, sign, name, key, value] of selector.matchAll(/([.#]?)([\w-]+)(?=[.#[]|$)|\[([\w-]+)(?:="?([^"\]]*)"?)?\]/g)) {
    if (key) { if (!element.attributes.has(key) || (value !== undefined && element.getAttribute(key) !== value)) return false; }
    else if (sign === "." ? !element.className.split(/\s+/).includes(name) : sign === "#" ? element.id !== name : element.localName !== name) return false;
  }
  return true;
}

function parse(html, root) {
  const pattern = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([\w-]+)((?:\s+[\w:-]+(?:="[^"]*"|='[^']*')?)*)\s*(\/?)>|[^<]+/gi;
  let at = root;
  for (let found; (found = pattern.exec(html)); ) {
    const [whole, closing, tag, given, selfClosing] = found;
    if (!tag) { if (whole[0] !== "<") at.append(new Text(decode(whole))); continue; }
    const name = tag.toLowerCase();
    if (closing) { let up = at; while (up !== root && up.localName !== name) up = up.parentElement; if (up !== root) at = up.parentElement; continue; }
    const element = new Element(name);
    for (const [, key, double, single] of given.matchAll(/([\w:-]+)(?:="([^"]*)"|='([^']*)')?/g)) element.setAttribute(key, decode(double ?? single ?? ""));
    at.append(element);
    if (RAW.has(name)) {
      const end = html.indexOf(`</${name}`, pattern.lastIndex);
      element.append(new Text(html.slice(pattern.lastIndex, end)));
      pattern.lastIndex = html.indexOf(">", end) + 1;
    } else if (!VOID.has(name) && !selfClosing) at = element;
  }
}

const document = new Element("#document");
Object.defineProperty(document, "head", { get: () => document.querySelector("head") });
Object.assign(document, {
  activeElement: null,
  getElementById: (id) => [...document.below()].find((element) => element.id === id) ?? null,
  createElement: (name) => new Element(name),
  createElementNS: (space, name) => new Element(name),
  execCommand: () => { page.copied.push(document.querySelector("textarea").textContent); return true; },
  createTreeWalker(root) {
    const texts = [];
    (function gather(node) { node instanceof Text ? texts.push(node) : node.childNodes.forEach(gather); })(root);
    return { nextNode() { this.currentNode = texts.shift(); return Boolean(this.currentNode); } };
  },
  createRange: () => ({
    setStart(node, place) { this.node = node; this.from = place; },
    setEnd(node, place) { this.to = place; },
    surroundContents(mark) {
      const { data } = this.node;
      mark.append(new Text(data.slice(this.from, this.to)));
      this.node.after(mark);
      if (this.to < data.length) mark.after(new Text(data.slice(this.to)));
      this.node.data = data.slice(0, this.from);
    },
  }),
});
const stored = new Map(Object.entries(JSON.parse(process.env.STORED ?? "{}")));
const location = { hash: process.env.HASH ?? "", get href() { return "file:///report.html" + this.hash; } };
const page = {
  document, stored, copied: [], blobs: [], saved: [], asked: [],
  go(hash) { location.hash = hash; for (const call of windowListeners.hashchange ?? []) call(); },
  type(element, text) { element.value = text; element.fire("input"); page.settle(); },
  choose(element, value) { element.value = value; element.fire("change"); },
  press(key, element = document.activeElement) { return element.fire("keydown", { key }); },
  settle() { while (timers.length) timers.shift()(); },
  // All that has been asked for is there, and what waited for it has run.
  async idle() { for (let turn = 0; turn < 400; turn++) { page.settle(); await null; } },
  near(element) { for (const [seen, call] of watched) if (seen === element) call([{ isIntersecting: true, target: element }]); },
  marks: () => document.querySelectorAll("mark").filter((mark) => mark.getAttribute("aria-current") === "true").map((mark) => mark.textContent),
  rows: () => document.querySelectorAll("tr").filter((row) => row.dataset.evidence !== undefined),
  tabs: () => [...document.below()].filter((one) => one.tabIndex >= 0 && !one.hidden && one.closest("[hidden]") === null && one.closest("dialog") === null && !folded(one)).length,
};
const timers = [];
const watched = [];
const windowListeners = {};
const world = {
  document, location, page, console, JSON,
  HTMLDetailsElement: class { static [Symbol.hasInstance](one) { return one?.localName === "details"; } },
  Option: function (text, value) { const made = new Element("option"); made.textContent = text; made.setAttribute("value", value); return made; },
  NodeFilter: { SHOW_TEXT: 4 },
  IntersectionObserver: class {
    constructor(call) { this.call = call; }
    observe(element) { watched.push([element, this.call]); }
    unobserve() {}
  },
  Event: class { constructor(type) { this.type = type; } },
  addEventListener: (name, call) => (windowListeners[name] ??= []).push(call),
  history: { replaceState: (a, b, hash) => (location.hash = hash === "#" ? "" : hash) },
  localStorage: {
    getItem(key) { if (process.env.NO_STORAGE) throw new Error("no storage"); return stored.get(key) ?? null; },
    setItem(key, value) { if (process.env.NO_STORAGE) throw new Error("no storage"); stored.set(key, value); },
  },
  navigator: { clipboard: { writeText: async (text) => { if (process.env.NO_CLIPBOARD) throw new Error("no"); page.copied.push(text); } } },
  Blob: class { constructor(parts) { page.saved.push(parts.join("")); } },
  URL: { createObjectURL: () => "blob:1", revokeObjectURL() {} },
  setTimeout: (call) => timers.push(call), clearTimeout() {},
};
world.globalThis = world;
vm.createContext(world);
parse(fs.readFileSync(process.argv[2], "utf-8"), document);
for (const script of document.querySelectorAll("script"))
  if (!script.attributes.has("type")) vm.runInContext(script.textContent, world, { filename: "report.js" });
const steps = fs.readFileSync(process.argv[3], "utf-8");
vm.runInContext(`(async () => {${steps}})()`, world, { filename: "steps.js" }).catch((error) => {
  console.error(error);
  process.exit(1);
});
