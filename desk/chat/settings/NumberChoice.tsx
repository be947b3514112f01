import { Select } from "../../ui/Select.tsx";

type Props = {
  label: string;
  description?: string;
  /** What most choose from; a value that is none of them stands among them. */
  usual: readonly number[];
  words: (value: number) => string;
  value: number;
  onChange: (value: number) => void;
};

/** One of a few numbers, as words. */
export function NumberChoice({ usual, words, value, onChange, ...field }: Props) {
  const options = [...new Set([...usual, value])].sort((a, b) => a - b);
  return (
    <Select
      {...field}
      options={options.map((each) => ({ id: String(each), label: words(each) }))}
      value={String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}
