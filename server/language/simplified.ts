import traditional from "opencc-js/dict/TSCharacters";

// Han characters from U+3400 to U+9FFF. The rarer ones beyond take two units in a string; folding those would move
// the places of the words after them.
const first = 0x3400;
const map = new Uint16Array(0xa000 - first);
for (const pair of traditional.split("|")) {
  const from = pair.charCodeAt(0);
  const to = pair.charCodeAt(2);
  if (pair.length === 3 && from >= first && from < 0xa000) map[from - first] = to;
}

/** Traditional Chinese characters as their simplified ones, one for one; all else stays as it is. */
export function simplified(text: string): string {
  let result = "";
  let done = 0;
  for (let i = 0; i < text.length; i++) {
    const to = map[text.charCodeAt(i) - first];
    if (!to) continue;
    result += text.slice(done, i) + String.fromCharCode(to);
    done = i + 1;
  }
  return done ? result + text.slice(done) : text;
}
