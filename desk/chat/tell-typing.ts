import { useEffect, useState } from "react";
import { live } from "../live/useLive.ts";
import { typingTeller } from "./typing-teller.ts";

/** Lets the visitor of a chat see that an answer is being written. In mail nobody is told. */
export function useTellTyping(conversation: string, isChat: boolean) {
  const [teller] = useState(() => typingTeller((isTyping) => isChat && live.typing(conversation, isTyping)));
  useEffect(() => teller.stop, [teller]);
  return teller;
}
