// What html-validate asks of every built page: all that it recommends, save for these.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // The HTML standard allows each of these; they are questions of style.
    "no-trailing-whitespace": "off", // templates leave it, compression takes it
    "doctype-style": ["error", { style: "lowercase" }],
    "void-style": "off", // Python-Markdown closes <img />, templates do not
    "attribute-boolean-style": "off", // likewise open="open"
    "attribute-empty-style": "off",
    "valid-id": ["error", { relaxed: true }], // Material’s switches are called __search and __drawer
    "long-title": "off", // a chart’s title is its finding, a whole sentence
    // Roles on purpose: a table that scrolls is a region with a name and no section of the text,
    // and the heads of notes and definitions are headings that take no rank from the text before them.
    "prefer-native-element": "off",
    "aria-label-misuse": ["error", { allowAnyNamable: true }], // lists may have a name
    // Results come while one types, and the palette changes at once: a button would have nothing to do.
    "wcag/h32": "off",
    // Material’s two switches have autocomplete="off", which keeps Firefox from opening the search after a reload.
    "valid-autocomplete": "off",
  },
}
