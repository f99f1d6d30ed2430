// <post-picture>: paints the strokes that the core reckoned (src/spread/picture.rs) onto a canvas, and gives it as a PNG.
const FACES = '"BIZ UDPGothic", "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Noto Sans JP", "Noto Sans CJK JP", Meiryo, sans-serif';

class PostPicture extends HTMLElement {
  static get observedAttributes() {
    return ["draws", "width", "height"];
  }

  connectedCallback() {
    if (!this.canvas) {
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("role", "img");
      this.append(this.canvas);
    }
    this.paint();
  }

  attributeChangedCallback() {
    if (this.canvas) this.paint();
  }

  paint() {
    let draws;
    try {
      draws = JSON.parse(this.getAttribute("draws"));
    } catch {
      return;
    }
    const [width, height] = ["width", "height"].map((name) => Number(this.getAttribute(name)));
    if (!draws || !width || !height) return;
    Object.assign(this.canvas, { width, height });
    this.canvas.setAttribute("aria-label", this.getAttribute("label") ?? "");
    const context = this.canvas.getContext("2d");
    for (const [kind, x, y, ...rest] of draws) {
      if (kind === "r") {
        const [w, h, colour] = rest;
        context.fillStyle = colour;
        context.fillRect(x, y, w, h);
      } else {
        const [size, bold, colour, text] = rest;
        context.fillStyle = colour;
        context.font = `${bold ? 700 : 400} ${size}px ${FACES}`;
        // The line was reckoned with faces as wide as any: a wider one is pressed together rather than cut off.
        context.fillText(text, x, y, width - x - 8);
      }
    }
  }

  file() {
    return new Promise((resolve) => {
      this.canvas.toBlob((blob) => resolve(blob && new File([blob], `${this.getAttribute("name") || "tsunagi"}.png`, { type: "image/png" })), "image/png");
    });
  }

  async save() {
    const file = await this.file();
    if (!file) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** The phone's own sheet for sharing, where it takes pictures. */
  async pass() {
    const file = await this.file();
    if (file && navigator.canShare?.({ files: [file] })) await navigator.share({ files: [file] }).catch(() => {});
    else await this.save();
  }
}

if (!customElements.get("post-picture")) customElements.define("post-picture", PostPicture);

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-picture]");
  const picture = button && document.querySelector("post-picture");
  if (picture?.canvas) picture[button.dataset.picture === "save" ? "save" : "pass"]();
});
