// What makes the pages of the help centre quicker to use. Without it they do the same, a page later.
(() => {
  if (!window.fetch || !document.documentElement.closest || !window.URLSearchParams) return;

  /** Calls `work` once nobody has called for a moment. */
  function calmly(work, milliseconds) {
    var timer;
    return (value) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        work(value);
      }, milliseconds);
    };
  }

  /** What is asked for last counts, however late an earlier answer comes. */
  function latest() {
    var newest = 0;
    return (address, then) => {
      var mine = ++newest;
      fetch(address, { headers: { accept: "application/json" } })
        .then((answer) => (answer.ok ? answer.json() : null))
        .then((found) => {
          if (mine === newest && found) then(found);
        })
        .catch(() => {
          // Without an answer the form is what it is without a script.
        });
    };
  }

  function element(name, attributes, words) {
    var made = document.createElement(name);
    for (var key in attributes) made.setAttribute(key, attributes[key]);
    if (words) made.textContent = words;
    return made;
  }

  /** Suggestions below a search box: the combobox with a list box of WAI-ARIA 1.2. */
  function suggest(form) {
    var input = form.querySelector("input[name=q]");
    var id = `${input.id}-list`;
    var box = element("div", { class: "suggestions", hidden: "" });
    var corrected = element("p", { class: "quiet" });
    var list = element("ul", { id: id, role: "listbox" });
    list.setAttribute("aria-label", input.placeholder);
    var said = element("p", { class: "away", role: "status" });
    box.append(corrected, list);
    form.append(box, said);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", id);
    input.setAttribute("aria-expanded", "false");
    var ask = latest();
    var options = [];
    var at = -1;

    function open() {
      box.hidden = false;
      input.setAttribute("aria-expanded", "true");
    }
    function close() {
      box.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function choose(next) {
      if (options[at]) options[at].setAttribute("aria-selected", "false");
      at = next;
      if (!options[at]) return input.removeAttribute("aria-activedescendant");
      options[at].setAttribute("aria-selected", "true");
      input.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    }
    function optionFor(item, n) {
      var option = element("li", { role: "option", id: `${id}-${n}`, "aria-selected": "false" });
      var language = item.lang ? { lang: item.lang, dir: item.dir } : {};
      option.append(element("span", { class: item.lang ? "title" : "", ...language }, item.title));
      if (item.label) option.append(element("span", { class: "label" }, item.label));
      if (item.summary) option.append(element("span", { class: "quiet", ...language }, item.summary));
      option.dataset.href = item.href;
      list.append(option);
      return option;
    }
    function show(found) {
      list.textContent = "";
      options = found.items.map(optionFor);
      corrected.textContent = found.shownFor || "";
      corrected.hidden = !found.shownFor;
      if (found.instead)
        options.push(optionFor({ title: found.instead.title, href: found.instead.href }, options.length));
      said.textContent = [found.shownFor, found.said].filter(Boolean).join(". ");
      at = -1;
      if (!options.length || document.activeElement !== input) return close();
      open();
    }

    var look = calmly(() => {
      var words = input.value.trim();
      if (words.length < 2) return close();
      ask(`${form.dataset.suggest}?${new URLSearchParams({ q: words })}`, show);
    }, 120);
    input.addEventListener("input", look);
    input.addEventListener("keydown", (event) => {
      // While a word is being composed, Enter and the arrows belong to the input method.
      if (event.isComposing || event.keyCode === 229) return;
      var last = options.length - 1;
      if (event.key === "Escape" && !box.hidden) {
        close();
        event.preventDefault();
      } else if (event.key === "ArrowDown" && options.length) {
        event.preventDefault();
        if (box.hidden) open();
        choose(at < last ? at + 1 : 0);
      } else if (event.key === "ArrowUp" && !box.hidden) {
        event.preventDefault();
        choose(at > 0 ? at - 1 : last);
      } else if (event.key === "Enter" && !box.hidden && options[at]) {
        event.preventDefault();
        location.href = options[at].dataset.href;
      }
    });
    // Before the box loses the focus, which would close the list under the finger.
    box.addEventListener("mousedown", (event) => {
      event.preventDefault();
    });
    list.addEventListener("click", (event) => {
      var option = event.target.closest("[role=option]");
      if (option) location.href = option.dataset.href;
    });
    input.addEventListener("blur", close);
  }

  /** In a form: hides what is not asked, offers articles while one writes, and sends once. */
  function ask(form) {
    var hanging = [].slice.call(form.querySelectorAll("[data-when]"));
    function answersOf(key) {
      var data = new FormData(form).getAll(`f.${key}`);
      return data.filter((value) => (typeof value === "string" ? value : value.size));
    }
    function settle() {
      hanging.forEach((part) => {
        var wanted = part.dataset.oneOf ? part.dataset.oneOf.split(",") : [];
        var given = answersOf(part.dataset.when);
        var isAsked = wanted.length ? given.some((one) => wanted.indexOf(one) >= 0) : given.length > 0;
        part.hidden = !isAsked;
        // What hangs on something hidden is not asked either.
        [].forEach.call(part.querySelectorAll("input,select,textarea"), (input) => {
          input.disabled = !isAsked;
        });
      });
    }
    form.addEventListener("input", settle);
    form.addEventListener("change", settle);
    settle();

    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
    // Back from the page that followed, it can be sent again.
    window.addEventListener("pageshow", () => {
      delete form.dataset.sent;
    });

    var place = form.querySelector("[data-offered]");
    var words = form.querySelectorAll("[data-words]");
    if (!place || !words.length) return;
    var look = latest();
    var offer = calmly(() => {
      var text = [].map
        .call(words, (one) => one.value)
        .join("\n")
        .trim();
      if (text.length < 12) return;
      look(`${form.dataset.offers}?${new URLSearchParams({ q: text.slice(0, 500) })}`, (found) => {
        var list = place.querySelector("ul");
        list.textContent = "";
        found.items.forEach((item) => {
          var link = element(
            "a",
            { href: item.href, lang: item.lang, dir: item.dir, target: "_blank", rel: "noopener" },
            item.title,
          );
          var row = element("li", {});
          row.append(link);
          list.append(row);
        });
        place.hidden = !found.items.length;
        // They were shown here: no page in between shows them again.
        if (found.items.length && !form.querySelector("[name=offered]"))
          form.append(element("input", { type: "hidden", name: "offered", value: "1" }));
      });
    }, 600);
    [].forEach.call(words, (one) => {
      one.addEventListener("input", offer);
    });
  }

  /** An open menu closes with Escape, and when one goes on elsewhere. */
  function menu(details) {
    document.addEventListener("click", (event) => {
      if (!details.contains(event.target)) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  }

  [].forEach.call(document.querySelectorAll("form[data-suggest]"), suggest);
  [].forEach.call(document.querySelectorAll("form.asks[data-offers]"), ask);
  [].forEach.call(document.querySelectorAll("details.languages"), menu);
})();
