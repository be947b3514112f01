/** What is measured inside a page of the browser. Loaded into it before its own scripts. */
globalThis.measured = {
  /** Notes, from the next key on, how many milliseconds go by until the words of another matter are painted. */
  awaitMatter() {
    const before = document.querySelector("article")?.getAttribute("aria-label");
    measured.shownAfter = new Promise((resolve) => {
      const onKey = ({ timeStamp }) => {
        const look = () => {
          const article = document.querySelector("article");
          const isOther = article && article.getAttribute("aria-label") !== before;
          if (!isOther || !article.querySelector("[data-message]")) return void requestAnimationFrame(look);
          measured.afterPaint().then(() => resolve(performance.now() - timeStamp));
        };
        requestAnimationFrame(look);
      };
      addEventListener("keydown", onKey, { capture: true, once: true });
    });
  },

  /** Inside a frame: until it is painted, when the next task comes. */
  afterPaint() {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  },

  /** How long the browser alone takes for such elements, so many times. */
  async putIn(html, times) {
    const took = [];
    for (let n = 0; n < times; n++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const begun = performance.now();
      document.querySelector("#place").innerHTML = html;
      await new Promise((resolve) => requestAnimationFrame(resolve));
      await measured.afterPaint();
      took.push(performance.now() - begun);
    }
    return took;
  },

  /** Goes to the end of the list until so many rows are there, and back. */
  async loadRows(wanted) {
    const list = document.querySelector("[data-row-link]").closest("ul");
    const box = list.parentElement;
    const row = list.querySelector("li").offsetHeight;
    while (list.offsetHeight / row < wanted) {
      box.scrollTop = box.scrollHeight;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    box.scrollTop = 0;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  },

  /** The milliseconds between frames, for so many seconds. */
  frames(seconds) {
    const gaps = [];
    const begun = performance.now();
    let last;
    return new Promise((resolve) => {
      const step = (now) => {
        if (last) gaps.push(now - last);
        last = now;
        if (now - begun < seconds * 1000) requestAnimationFrame(step);
        else resolve(gaps);
      };
      requestAnimationFrame(step);
    });
  },
};
