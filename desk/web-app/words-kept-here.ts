const personKey = "tandem.agent";

/** Whose browser this is now: what they wrote is shown to them also when nobody can be asked who they are. */
export const rememberPerson = (id: string) => localStorage.setItem(personKey, id);
export const forgetPerson = () => localStorage.removeItem(personKey);

/** Where a person's words of a conversation are kept until the server has them. */
export const draftKey = (person: string, conversation: string) => `tandem.draft.${person}.${conversation}`;

/** What the person of this browser wrote that the server does not have, as plain text. */
export function wordsKeptHere(): { conversation: string; text: string }[] {
  const person = localStorage.getItem(personKey);
  if (!person) return [];
  const start = draftKey(person, "");
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(start))
    .flatMap((key) => {
      const { writing } = JSON.parse(localStorage.getItem(key)!) as { writing: { html: string } };
      const page = new DOMParser().parseFromString(writing.html, "text/html");
      for (const end of page.querySelectorAll("br, p, li")) end.append("\n");
      const text = page.body.textContent.trim();
      return text ? [{ conversation: key.slice(start.length), text }] : [];
    });
}
