/**
 * On a phone the chat fills the screen: it stays above the keyboard, the page behind it stays where it is, and the
 * back button closes the chat instead of leaving the page.
 */
export const isPhone = () => matchMedia("(max-width:480px),(max-height:420px)").matches;

export function fillScreen(panel: HTMLElement, onBack: () => void): () => void {
  const { style } = document.documentElement;
  const { overflow } = style;
  style.overflow = "hidden";

  const view = window.visualViewport;
  const stayAbove = () => {
    panel.style.top = `${view!.offsetTop}px`;
    panel.style.height = `${view!.height}px`;
  };
  if (view) {
    view.addEventListener("resize", stayAbove);
    view.addEventListener("scroll", stayAbove);
    stayAbove();
  }

  // A router finds its own state under ours, and so its own place when we go.
  history.pushState(Object.assign({}, history.state, { tandem: true }), "");
  const back = () => leave(false);
  addEventListener("popstate", back);

  let isThere = true;
  function leave(goesBack: boolean) {
    if (!isThere) return;
    isThere = false;
    removeEventListener("popstate", back);
    if (view) {
      view.removeEventListener("resize", stayAbove);
      view.removeEventListener("scroll", stayAbove);
    }
    panel.style.top = panel.style.height = "";
    style.overflow = overflow;
    if (!goesBack) onBack();
    else if (history.state?.tandem) history.back();
  }
  return () => leave(true);
}
