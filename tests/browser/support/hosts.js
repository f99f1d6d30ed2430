// Where the site is served to the tests: at a sub-path of one server, and at the root of another. Another port than the usual
// one lets two runs stand beside each other.
const port = Number(process.env.TSUNAGI_TEST_PORT ?? 8190);

export const PORTS = { path: port, root: port + 1 };
export const SITE = `http://127.0.0.1:${PORTS.path}/kosodate/`;
export const ROOT = `http://127.0.0.1:${PORTS.root}/`;
