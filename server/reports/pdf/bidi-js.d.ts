/** The part of bidi-js, which has no types of its own, that we use. */
declare module "bidi-js" {
  interface Bidi {
    getEmbeddingLevels(text: string, direction: "ltr" | "rtl"): { levels: Uint8Array };
    /** Null for a character that looks the same from either side. */
    getMirroredCharacter(character: string): string | null;
  }
  export default function bidiFactory(): Bidi;
}
