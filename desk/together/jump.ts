/** Brings a message of the open matter into sight; the focus stays with the words that are being written. */
export function showMessage(id: string) {
  document.querySelector(`[data-message="${CSS.escape(id)}"]`)?.scrollIntoView({ block: "nearest" });
}
