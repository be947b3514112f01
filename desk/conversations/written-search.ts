import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useKey } from "../ui/keys.ts";

const pauseMs = 250;

/** What is being written into a search of a list: it asks when the writing pauses, and follows the address. */
export function useWrittenSearch(text: string, onSearch: (text: string) => void) {
  const [written, setWritten] = useState(text);
  const [asked, setAsked] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  const ask = useEffectEvent(onSearch);

  // The address was changed from elsewhere: a link, the back button.
  if (text !== asked) {
    setAsked(text);
    setWritten(text);
  }

  useEffect(() => {
    if (written.trim() === asked) return;
    const timer = setTimeout(() => {
      setAsked(written.trim());
      ask(written.trim());
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [written, asked]);

  useKey("search", "/", () => field.current?.focus());
  return { written, setWritten, field };
}
