/*
 * Whoever switches to another chat by key goes on typing at once, before the other chat's editor is there. A field that
 * nobody sees takes the focus in between, so that these letters are neither lost nor taken for keys of the desk.
 */

let catcher: HTMLTextAreaElement | null = null;
let awaited: string | null = null;

/** From now on what is typed waits for the editor of this conversation. */
export function typeAhead(conversation: string) {
  if (!catcher) {
    catcher = document.createElement("textarea");
    catcher.tabIndex = -1;
    catcher.setAttribute("aria-hidden", "true");
    catcher.style.cssText =
      "position:fixed;inset-block-start:0;inset-inline-start:0;inline-size:1px;block-size:1px;opacity:0;pointer-events:none";
    document.body.append(catcher);
  }
  catcher.value = "";
  awaited = conversation;
  catcher.focus({ preventScroll: true });
}

/** What was typed for a conversation whose editor is there now; null where nobody asked to write in it. */
export function takeTyped(conversation: string): string | null {
  if (awaited !== conversation) return null;
  awaited = null;
  return catcher?.value ?? "";
}

/** There is no editor: the keys of the desk work again. */
export function letGo(conversation: string) {
  if (takeTyped(conversation) !== null) catcher?.blur();
}
