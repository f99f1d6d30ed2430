// What many pages have, as a person meets it: by role and name.

/** The cards of a page, or of a part of it: what stands in a list under a heading of its own. */
export const cards = (within) => within.getByRole("listitem").filter({ has: (within.page?.() ?? within).getByRole("heading") });

/** The days that events stand under. */
export const days = (page) => page.getByRole("main").getByRole("heading").filter({ has: page.getByRole("time") });

/** How many there are, as the page says it. */
export const count = (page) => page.getByRole("main").getByRole("status").filter({ hasText: /\d/, hasNot: page.getByRole("heading") });

/** The words that open and close something; they may stand within it once more. */
export const fold = (within, name) => within.getByRole("group").filter({ hasText: name }).getByText(name, { exact: true }).first();

/** The steps of これからの予定, by what stands in them, also where they are folded away: neither the fold of those that were, nor the marks within one. */
export const steps = (page, text = /./) => page.getByRole("main").getByRole("group", { includeHidden: true }).filter({ hasText: text, hasNotText: /^(これまで|済み)/ });
