import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useKey } from "../ui/keys.ts";
import { SearchField } from "../ui/SearchField.tsx";

const pauseMs = 250;

type Props = { label: string; text: string; onSearch: (text: string) => void };

/** Words to look for in a list. It asks when the writing pauses. */
export function WordSearch({ label, text, onSearch }: Props) {
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

  return <SearchField ref={field} label={label} value={written} onChange={setWritten} />;
}
