/** How a site's own server signs who its visitor is, in the languages that most sites are written in. */
export const examples = [
  {
    id: "node",
    name: "Node.js",
    code: `import { createHmac } from "node:crypto";

// The secret stays on your server; it never reaches the page.
const sign = (userId, email) =>
  createHmac("sha256", process.env.TANDEM_SECRET)
    .update(email ? \`\${userId}\\n\${email.toLowerCase()}\` : userId)
    .digest("hex");`,
  },
  {
    id: "php",
    name: "PHP",
    code: `<?php
// The secret stays on your server; it never reaches the page.
function tandem_sign(string $userId, ?string $email = null): string {
    $text = $email === null ? $userId : $userId . "\\n" . strtolower($email);
    return hash_hmac('sha256', $text, getenv('TANDEM_SECRET'));
}`,
  },
  {
    id: "python",
    name: "Python",
    code: `import hashlib, hmac, os

# The secret stays on your server; it never reaches the page.
def tandem_sign(user_id: str, email: str | None = None) -> str:
    text = user_id if email is None else f"{user_id}\\n{email.lower()}"
    return hmac.new(os.environ["TANDEM_SECRET"].encode(), text.encode(), hashlib.sha256).hexdigest()`,
  },
] as const;
export type ExampleId = (typeof examples)[number]["id"];

/** What the page says then, with what its server signed. */
export const pageExample = `Tandem("identify", { userId: "4711", email: "ines@mail.example", hash: "…" });
// When your user signs out:
Tandem("logout");`;
