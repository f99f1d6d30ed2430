// What has no role or no name, by how it is built: the journeys that are published as done by names alone use none of it.

/** A part of a page that has a heading, or not even that, but no name of its own; by what stands in it. */
export const part = (page, within) => page.locator("section").filter(within);

/** What stands in the place of cards that are still to come: nobody is told of it. */
export const awaited = (page) => page.locator(".skeleton");
