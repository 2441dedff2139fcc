// Eleventy, making the same pages as the other generators of this comparison and no others.
const PER_PAGE = 10;
const MONTHS = ("January February March April May June July August September October November " +
  "December").split(" ");

export default function (eleventy) {
  eleventy.addFilter("day", (date) => date.toISOString().slice(0, 10));
  eleventy.addFilter(
    "date",
    (date) => `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
  );
  eleventy.addFilter("moment", (date) => date.toISOString().replace(".000Z", "Z"));
  eleventy.addFilter("excerpt", (html) => html.split("<!--more-->", 1)[0]);
  eleventy.addCollection("newest", newest);
  eleventy.addCollection("terms", terms);
  eleventy.addCollection("taxonomies", (api) =>
    ["tags", "categories"].map((name) => ({
      name,
      terms: terms(api).filter((term) => term.taxonomy === name),
    })),
  );
  eleventy.addCollection("lists", (api) => [
    ...pages({ title: "Bench", url: "/" }, newest(api)),
    ...terms(api).flatMap((term) => pages(term, term.posts)),
  ]);
  return {
    dir: { input: "src", output: "output" },
    markdownTemplateEngine: false,
  };
}

/** All posts, newest first. */
function newest(api) {
  return api.getFilteredByGlob("src/posts/*.md").reverse();
}

/** All tags and categories, by name, with their posts. */
function terms(api) {
  const found = new Map();
  for (const post of newest(api)) {
    for (const taxonomy of ["tags", "categories"]) {
      for (const title of post.data[taxonomy]) {
        const url = `/${taxonomy}/${title}/`;
        if (!found.has(url)) found.set(url, { taxonomy, title, url, posts: [] });
        found.get(url).posts.push(post);
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.url < b.url ? -1 : 1));
}

/** The list's posts, by ten to a page. */
function pages({ title, url }, posts) {
  const count = Math.ceil(posts.length / PER_PAGE);
  const place = (number) => (number === 1 ? url : `${url}page/${number}/`);
  return Array.from({ length: count }, (_, at) => ({
    title,
    url: place(at + 1),
    newer: at > 0 ? place(at) : "",
    older: at + 1 < count ? place(at + 2) : "",
    posts: posts.slice(at * PER_PAGE, (at + 1) * PER_PAGE),
  }));
}
