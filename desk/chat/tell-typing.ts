import { useEffect, useState } from "react";
import { live } from "../live/useLive.ts";
import { typingTeller } from "./typing-teller.ts";

/** Lets colleagues see that something is being written here, and the visitor of a chat that an answer is. */
export function useTellTyping(conversation: string) {
  const [teller] = useState(() => typingTeller((isTyping) => live.typing(conversation, isTyping)));
  useEffect(() => teller.stop, [teller]);
  return teller;
}
