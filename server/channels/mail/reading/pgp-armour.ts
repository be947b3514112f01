interface Armour {
  kind: "signed" | "encrypted";
  text: string;
}

/** PGP set into a plain text (RFC 9580, 6 and 7): what was signed without its armour, or what only a key can read. */
export function readArmour(text: string): Armour | null {
  if (!text.includes("-----BEGIN PGP ")) return null;
  if (/^-----BEGIN PGP MESSAGE-----\s*$/m.test(text)) return { kind: "encrypted", text };
  const signed = /^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n/m.exec(text);
  if (!signed) return null;
  const afterHeaders = text.indexOf("\n\n", signed.index);
  const signature = text.indexOf("\n-----BEGIN PGP SIGNATURE-----", afterHeaders);
  if (afterHeaders < 0 || signature < 0) return null;
  const closing = /^-----END PGP SIGNATURE-----[ \t]*$/m.exec(text.slice(signature));
  const after = closing ? text.slice(signature + closing.index + closing[0].length) : "";
  const words = text.slice(afterHeaders + 2, signature).replace(/^- /gm, "");
  return { kind: "signed", text: [text.slice(0, signed.index), words, after].join("").trim() };
}
