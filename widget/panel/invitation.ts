/** A card beside the launcher: the words open the chat, the cross sends them away. Returns what takes it away. */
export function drawInvitation(
  shadow: ShadowRoot,
  {
    text,
    dismiss,
    onOpen,
    onGone,
  }: { text: string; dismiss: string; onOpen: () => void; onGone: () => void },
): () => void {
  const card = document.createElement("div");
  card.className = "invitation";
  card.setAttribute("role", "status");
  const words = card.appendChild(document.createElement("button"));
  words.dir = "auto";
  words.textContent = text;
  const cross = card.appendChild(document.createElement("button"));
  cross.textContent = "×";
  cross.setAttribute("aria-label", dismiss);
  shadow.appendChild(card);
  const gone = () => {
    if (!card.isConnected) return;
    card.remove();
    onGone();
  };
  words.onclick = onOpen;
  cross.onclick = gone;
  card.onkeydown = (event) => {
    if (event.key === "Escape") gone();
  };
  return gone;
}
