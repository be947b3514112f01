import { SearchField } from "../ui/SearchField.tsx";
import { useWrittenSearch } from "./written-search.ts";

type Props = { label: string; text: string; onSearch: (text: string) => void };

/** Words to look for in a list. It asks when the writing pauses. */
export function WordSearch({ label, text, onSearch }: Props) {
  const { written, setWritten, field } = useWrittenSearch(text, onSearch);
  return <SearchField ref={field} label={label} value={written} onChange={setWritten} />;
}
