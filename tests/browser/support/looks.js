// What is measured on a page that stands: its width, words that are cut off or run over, moving parts, targets, the focus.

/** The spacing that a reader may set (WCAG 1.4.12), as a style sheet that the page's policy does not forbid. */
export async function spaced(page, on = true) {
  await page.evaluate((on) => {
    const others = document.adoptedStyleSheets.filter((sheet) => !sheet.spacing);
    const sheet = new CSSStyleSheet();
    sheet.spacing = true;
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }");
    document.adoptedStyleSheets = on ? [...others, sheet] : others;
  }, on);
}

/**
 * Brings what moves to where it ends, and what never ends to where it began: half-way through a change of colours none is what it will be. It is not
 * waited for, since a browser that draws nothing, as one without a window may, never comes to the end.
 */
export const still = (page) =>
  page.evaluate(() => {
    // What stands within something that moved may begin to move with it.
    for (let again = 0; again < 5 && document.getAnimations().length; again++) {
      for (const animation of document.getAnimations()) animation.effect.getComputedTiming().endTime === Infinity ? animation.cancel() : animation.finish();
    }
  });

/** How much wider the page is than the screen. */
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Words that do not fit into what they stand in: hidden there, or over what stands beside them. Lines that are shortened on purpose (an ellipsis) are whole on their own page. */
export const cutOff = (page) =>
  page.evaluate(() => {
    const shortened = (e) => {
      for (let at = e; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis" || style.clipPath !== "none") return true;
      }
      return false;
    };
    const told = [];
    for (const e of document.querySelectorAll("a, button, summary, label, legend, caption, h1, h2, h3, p, li, dt, dd, th, td, output, span")) {
      const style = getComputedStyle(e);
      if (!e.textContent.trim() || !e.checkVisibility() || ["inline", "contents", "none"].includes(style.display)) continue;
      const wide = e.scrollWidth - e.clientWidth > 1;
      const high = e.scrollHeight - e.clientHeight > 1;
      if (!wide && !high) continue;
      // What can be scrolled to is not lost.
      if ((wide && /auto|scroll/.test(style.overflowX)) || (high && !wide && /auto|scroll/.test(style.overflowY))) continue;
      if (shortened(e)) continue;
      // A box may be smaller than what hangs out of it on purpose; its words are what must fit.
      const box = e.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(e);
      const words = range.getBoundingClientRect();
      if (words.right - box.right > 2 || box.left - words.left > 2 || words.bottom - box.bottom > 8) {
        told.push(`${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)} ${Math.round(words.width)}x${Math.round(words.height)} in ${Math.round(box.width)}x${Math.round(box.height)}`);
      }
    }
    return told.slice(0, 5);
  });

/** What moves although less motion is asked for. */
export const moving = (page) =>
  page.evaluate(async () => {
    const seconds = (text) => Math.max(...text.split(",").map((part) => parseFloat(part) || 0));
    const told = [];
    for (const e of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(e, part);
        if (seconds(style.transitionDuration) > 0 || (style.animationName !== "none" && seconds(style.animationDuration) > 0)) told.push(`${e.tagName}.${e.className}${part ?? ""}`);
      }
      if (getComputedStyle(e).scrollBehavior === "smooth") told.push(`${e.tagName} scrolls smoothly`);
    }
    // A change of colour that was on its way when less motion was asked for comes to its end.
    for (let waited = 0; waited < 10 && document.getAnimations().length; waited++) await new Promise((resolve) => setTimeout(resolve, 100));
    if (document.getAnimations().length) told.push("an animation runs");
    return told.slice(0, 5);
  });

/** Targets smaller than 24 by 24 that no exception of WCAG 2.5.8 covers: within a sentence, or with room of that size around it. */
export const small = (page) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, summary, input, select, textarea, [role=button], [tabindex='0']")]
      .filter((e) => e.checkVisibility({ visibilityProperty: true }) && getComputedStyle(e).clipPath === "none")
      .map((e) => {
        // A label is pressed for what it names.
        const label = e.labels?.[0]?.contains(e) ? e.labels[0] : e;
        // What stays where it is while the page moves below it lies beside nothing of the page for long.
        let layer = e;
        while (layer && !["fixed", "sticky"].includes(getComputedStyle(layer).position)) layer = layer.parentElement;
        return { e, layer, box: label.getBoundingClientRect() };
      })
      .filter(({ box }) => box.width > 0 && box.right > 0);
    const told = [];
    for (const { e, layer, box } of all) {
      if (box.width >= 23.5 && box.height >= 23.5) continue;
      const style = getComputedStyle(e);
      const around = e.parentElement;
      const sentence = style.display === "inline" && [...around.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent.trim().length > 1);
      if (sentence) continue;
      // A link over a whole card is as large as the card.
      if (getComputedStyle(e, "::after").position === "absolute") continue;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      const near = all.some(({ e: other, layer: its, box: b }) => {
        if (its !== layer || other === e || other.contains(e) || e.contains(other)) return false;
        const dx = Math.max(b.left - x, 0, x - b.right);
        const dy = Math.max(b.top - y, 0, y - b.bottom);
        return Math.hypot(dx, dy) < 12;
      });
      if (near) told.push(`${e.tagName} ${e.textContent.trim().slice(0, 30) || e.id} ${Math.round(box.width)}x${Math.round(box.height)}`);
    }
    return told.slice(0, 5);
  });

/** What is wrong with where the focus is: nowhere, not to be seen, or wholly under something else. */
export const focusWrong = (page) =>
  page.evaluate(async () => {
    const look = () => {
      const e = document.activeElement;
      if (!e || e === document.body) return "nothing has the focus";
      // Where the outline is drawn around what the element stands in (a card, a field of search), that is looked at.
      const marks = (at) => {
        const style = getComputedStyle(at);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !/^rgba\(.*, 0\)$|^transparent$/.test(style.outlineColor);
      };
      const name = `${e.tagName} ${e.textContent.trim().slice(0, 30) || e.id}`;
      let shown = e;
      while (shown && shown !== document.body && !marks(shown)) shown = shown.parentElement;
      const child = [...e.querySelectorAll("*")].find(marks);
      if ((!shown || shown === document.body) && !child) return `${name}: no outline`;
      const box = e.getBoundingClientRect();
      if (box.width === 0) return `${name}: has no size`;
      const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
      const seen = points.some(([x, y]) => {
        const at = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
        return at && (at === e || e.contains(at) || at.contains(e) || shown?.contains(at));
      });
      return seen ? "" : `${name}: is under something else at ${Math.round(box.x)},${Math.round(box.y)}`;
    };
    // What is scrolled by the focus is where it will be some frames later; on a busy machine they come late.
    let wrong = "";
    for (let frame = 0; frame < 30; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
      wrong = frame < 2 ? wrong : look();
      if (frame >= 2 && !wrong) break;
    }
    return wrong;
  });

/**
 * In forced colours: words that keep colours of ours (forced-color-adjust) and cannot be read, 4.5 to 1. All others have the system's, which a page has no say in; the
 * colours that a program reads of them are not those that are painted, so that axe cannot look at them.
 */
export const forcedWrong = async (page) => {
  await still(page);
  return page.evaluate(() => {
    const channels = (text) => (text.match(/[\d.]+/g) ?? []).map(Number);
    const light = (text) => {
      const [r, g, b] = channels(text).map((n) => (n / 255 <= 0.03928 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (e) => {
      for (let at = e; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if (!/^rgba\(.*, 0\)$|^transparent$/.test(color)) return color;
      }
      return "rgb(255, 255, 255)";
    };
    const told = [];
    for (const e of document.querySelectorAll("body *")) {
      const style = getComputedStyle(e);
      const words = [...e.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
      if (style.forcedColorAdjust !== "none" || !words || !e.checkVisibility()) continue;
      const [a, b] = [light(style.color), light(ground(e))];
      if ((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5) told.push(`${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 20)} ${style.color} on ${ground(e)}`);
    }
    return told.slice(0, 5);
  });
};
