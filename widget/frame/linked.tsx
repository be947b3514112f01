import type { ComponentChildren } from "preact";

const links = /(https?:\/\/[^\s<>"'“”«»]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)/gi;
/** Signs that end a sentence rather than an address. */
const after = /[.,;:!?)\]}。，、！？）…]+$/u;

/** Plain words with their addresses as links. Nothing else becomes one, so no script ever does. */
export function linked(text: string): ComponentChildren[] {
  return text.split(links).map((piece, at) => {
    if (at % 2 === 0) return piece;
    const tail = after.exec(piece)?.[0] ?? "";
    const address = piece.slice(0, piece.length - tail.length);
    const href = address.includes("://") ? address : `mailto:${address}`;
    return [
      // biome-ignore lint/suspicious/noArrayIndexKey: a text does not change its order
      <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
        {address}
      </a>,
      tail,
    ];
  });
}
