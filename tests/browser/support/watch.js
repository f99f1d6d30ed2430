// What the browser of a test asks for and complains of, whoever does: pages, frames and workers of every context, those that a test
// makes by hand as well. No other host is contacted; what of that a test is about, it names.

/** The only machine that a test may reach without naming it. */
const HERE = "127.0.0.1";

/** What Chromium says of a worker whose script is on its way when the last page goes. */
const CUT_OFF = "An unknown error occurred when fetching the script.";

export class Watch {
  /** Requests to other hosts: `request to www.example.jp`; `navigation to …` where a page leads there. */
  asked = [];
  /** Errors of pages and of their consoles. */
  errors = [];
  /** A test is over, and its pages go: what was on its way is cut off. */
  ending = false;

  /** Looks on at a context from its beginning on. */
  over(context) {
    context.on("request", (request) => this.address(request.url(), request.isNavigationRequest() ? "navigation" : "request"));
    context.on("page", (page) => page.on("websocket", (socket) => this.address(socket.url(), "socket")));
    context.on("weberror", (error) => this.errors.push(`error: ${error.error().message}`));
    context.on("console", (message) => {
      if (message.type() === "error" && !(this.ending && message.text() === CUT_OFF)) this.errors.push(`console: ${message.text()}`);
    });
  }

  address(url, how) {
    const { hostname, protocol } = new URL(url);
    // What a page makes of its own (data, blob, about) has no host.
    if (hostname !== HERE && /^(https?|wss?):$/.test(protocol)) this.asked.push(`${how} to ${hostname}`);
  }

  /** What was seen since it was last taken, each once. */
  take() {
    const seen = { asked: [...new Set(this.asked)], errors: this.errors };
    this.asked = [];
    this.errors = [];
    this.ending = false;
    return seen;
  }
}
