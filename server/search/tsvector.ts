export type Weight = "A" | "B" | "C" | "D";

/** As PostgreSQL reads a word of a `tsvector` or a `tsquery`. */
export const quoted = (lexeme: string): string =>
  `'${lexeme.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

// PostgreSQL keeps no place behind this one, and at most 256 of a word; more than sixteen change no rank.
const lastPlace = 16_383;
const mostPlaces = 16;
/** The most different words of one document: a `tsvector` holds one megabyte. */
const mostWords = 20_000;

/** Collects the words of a document. One that is noted without a weight has that of D and takes no room for a place. */
export class TsVector {
  readonly #places = new Map<string, string[]>();
  #at = 0;

  add(lexeme: string, weight: Weight): void {
    this.#at++;
    const places = this.#placesOf(lexeme);
    if (places && places.length < mostPlaces)
      places.push(`${Math.min(this.#at, lastPlace)}${weight === "D" ? "" : weight}`);
  }

  note(lexeme: string): void {
    this.#placesOf(lexeme);
  }

  #placesOf(lexeme: string): string[] | undefined {
    const known = this.#places.get(lexeme);
    if (known || this.#places.size >= mostWords) return known;
    const made: string[] = [];
    this.#places.set(lexeme, made);
    return made;
  }

  /** As PostgreSQL reads it, each word behind this mark. */
  toText(mark: string): string {
    const words: string[] = [];
    for (const [lexeme, places] of this.#places) {
      const word = quoted(mark + lexeme);
      words.push(places.length ? `${word}:${places.join(",")}` : word);
    }
    return words.join(" ");
  }
}
