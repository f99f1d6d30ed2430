// Readings over kanji (《漢字|かんじ》) on pages in easy Japanese, where the app writes plain texts. The app's own text nodes stay where
// they are, emptied: beside each stands what is read. So the app goes on changing them, and this follows.
const MARK = /\u300a([^|\u300b]*)\|([^\u300b]*)\u300b/;
const PARTS = new RegExp(MARK, "g");
const NAMES = ["aria-label", "title", "placeholder", "alt", "value", "label", "content"];
const plain = (text) => text.replace(PARTS, "$1");

/** For each text node of the app, what stands beside it. */
const beside = new WeakMap();
const drawn = (text) => {
  const box = document.createElement("span");
  let at = 0;
  for (const found of text.matchAll(PARTS)) {
    box.append(text.slice(at, found.index));
    const ruby = document.createElement("ruby");
    const reading = document.createElement("rt");
    reading.textContent = found[2];
    ruby.append(found[1], reading);
    box.append(ruby);
    at = found.index + found[0].length;
  }
  box.append(text.slice(at));
  return box;
};

/** What this script itself writes, so that it does not follow its own changes. */
let own = [];
const write = (node, text) => {
  own.push(node);
  node.data = text;
};

const words = (node) => {
  const former = beside.get(node);
  if (former) former.remove();
  beside.delete(node);
  const parent = node.parentElement;
  if (!parent || !MARK.test(node.data)) return;
  if (["OPTION", "TITLE", "TEXTAREA", "SCRIPT", "STYLE"].includes(parent.tagName)) {
    write(node, plain(node.data));
    return;
  }
  const box = drawn(node.data);
  beside.set(node, box);
  write(node, "");
  node.before(box);
};

const names = (element) => {
  for (const name of NAMES) {
    const value = element.getAttribute(name);
    if (value && MARK.test(value)) element.setAttribute(name, plain(value));
  }
};

const tree = (root) => {
  if (root.nodeType === Node.TEXT_NODE) return words(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return undefined;
  names(root);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  for (const node of nodes) node.nodeType === Node.TEXT_NODE ? words(node) : names(node);
  return undefined;
};

new MutationObserver((changes) => {
  // One record for each writing of ours: what comes beside it is the app's.
  const ours = own;
  own = [];
  for (const change of changes) {
    if (change.type === "characterData") {
      const at = ours.indexOf(change.target);
      if (at >= 0) ours.splice(at, 1);
      else words(change.target);
    }
    else if (change.type === "attributes") names(change.target);
    else {
      for (const node of change.addedNodes) tree(node);
      for (const node of change.removedNodes) {
        const box = beside.get(node);
        if (box && !node.isConnected) box.remove();
      }
    }
  }
}).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES });
tree(document.documentElement);
