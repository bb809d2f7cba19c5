/* Search through the index that search-<language>.js brings. Without scripts the list of all pages
   stands on its own, and this form stays hidden. */
(function () {
  "use strict";
  var form = document.getElementById("search");
  var input = document.getElementById("query");
  var found = document.getElementById("found");
  var results = document.getElementById("results");
  var index = window.toolkitIndex;
  if (!form || !index) return;
  var allWords = Object.keys(index.words);

  function folded(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function firstFrom(prefix) {
    var low = 0, high = allWords.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (allWords[middle] < prefix) low = middle + 1; else high = middle;
    }
    return low;
  }

  /* The pages with a word that begins with the prefix, and how well they fit. */
  function pagesFor(prefix) {
    var pages = new Map();
    for (var at = firstFrom(prefix); at < allWords.length; at += 1) {
      var word = allWords[at];
      if (word.slice(0, prefix.length) !== prefix) break;
      var entries = index.words[word];
      for (var i = 0; i < entries.length; i += 2) {
        var fit = entries[i + 1] + (word === prefix ? 1 : 0);
        pages.set(entries[i], Math.max(fit, pages.get(entries[i]) || 0));
      }
    }
    return pages;
  }

  function search(query) {
    var wanted = folded(query).match(/[\p{L}\p{N}]{2,}/gu) || [];
    if (!wanted.length) return null;
    var best = pagesFor(wanted[0]);
    wanted.slice(1).forEach(function (prefix) {
      var more = pagesFor(prefix);
      best.forEach(function (fit, page) {
        if (more.has(page)) best.set(page, fit + more.get(page)); else best.delete(page);
      });
    });
    return Array.from(best.entries())
      .sort(function (a, b) { return b[1] - a[1] || a[0] - b[0]; })
      .map(function (entry) { return index.pages[entry[0]]; });
  }

  function line(name, text, parent) {
    if (!text) return null;
    var element = document.createElement(name);
    element.textContent = text;
    parent.appendChild(element);
    return element;
  }

  function show() {
    var pages = search(input.value);
    results.textContent = "";
    if (pages === null) { found.textContent = ""; return; }
    found.textContent = pages.length === 0 ? form.dataset.none
      : pages.length === 1 ? form.dataset.one
      : form.dataset.many.replace("{n}", pages.length);
    pages.slice(0, 50).forEach(function (page) {
      var item = document.createElement("li");
      line("a", page[1], item).href = page[0];
      line("span", page[2], item);
      line("span", page[3], item);
      results.appendChild(item);
    });
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); show(); });
  input.addEventListener("input", show);
  input.value = new URLSearchParams(window.location.search).get("q") || "";
  show();
})();
