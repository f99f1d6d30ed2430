// The one gate to what a browser would run or read as markup (Trusted Types): the page's policy lets nothing through but what
// passes here. Our programs write no addresses and no scripts as text: what a list, a form or an address may have slipped in
// does not pass. Browsers that know no Trusted Types go on without; the rest of the policy holds there all the same.
const root = new URL("../", document.currentScript.src);

// Markup as our programs and Leaflet write it: names, classes, what is read aloud, shapes. No address, no style, no handler.
const NAMES = "b|br|circle|div|ellipse|g|i|line|path|polygon|polyline|rect|span|svg";
const WORDS = "aria-[a-z]+|class|cx|cy|d|fill|focusable|height|hidden|points|r|role|rx|ry|stroke(?:-[a-z]+)?|viewBox|width|[xy][12]?";
const MARKUP = new RegExp(`^(?:[^<>]|</?(?:${NAMES})(?: (?:${WORDS})(?:="[^"<>]*")?)* ?/?>|<!>)*$`);

// The scripts that programs load: our own files, by their names.
const SCRIPTS = /^(?:assets\/[\w-]+\.js|sw\.js|embed\.js|embed\/data\/[^/?#]+\.js(?:\?h=[\dT-]+)?)$/;

const refuse = (what) => {
  throw new TypeError(`refused: ${what}`);
};

globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => (MARKUP.test(text) ? text : refuse("markup")),
  // Data for search engines (JSON-LD) are text in a script element: what is JSON runs nothing.
  createScript: (text) => {
    JSON.parse(text);
    return text;
  },
  createScriptURL: (text) => {
    const { href } = new URL(text, document.baseURI);
    return href.startsWith(root.href) && SCRIPTS.test(href.slice(root.href.length)) ? text : refuse("script address");
  },
});
