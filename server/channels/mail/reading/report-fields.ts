/** The fields of machine-readable reports (RFC 3464, 8098, 5965): groups of lines, apart by blank ones. */
export function fieldGroups(text: string): Map<string, string>[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n/)
    .map((group) => {
      const fields = new Map<string, string>();
      for (const line of group.replace(/\n[ \t]+/g, " ").split("\n")) {
        const colon = line.indexOf(":");
        if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
      }
      return fields;
    });
}

export function isAddress(text: string): boolean {
  return /^[^\s@<>]{1,64}@[^\s@<>]{1,255}$/.test(text);
}

/** Whom a group is about: as we named them, if the report says so, since a mail may have been passed on from there. */
export function recipientOf(group: Map<string, string>): string | null {
  for (const name of ["original-recipient", "final-recipient", "x-actual-recipient"]) {
    const value = (group.get(name) ?? "")
      .replace(/^[^;]*;/, "")
      .trim()
      .replace(/^<|>$/g, "");
    if (isAddress(value)) return value;
  }
  return null;
}
