import { Node } from "@tiptap/core";

/** A colleague or a team named in a note: one piece, which goes with one stroke and keeps who is meant. */
export const MentionNode = Node.create({
  name: "mention",
  group: "inline",
  inline: true,
  atom: true,
  selectable: false,
  addAttributes: () => ({
    who: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-mention"),
      renderHTML: ({ who }) => ({ "data-mention": who }),
    },
    name: {
      default: "",
      parseHTML: (element) => (element.textContent ?? "").replace(/^@/, ""),
      rendered: false,
    },
  }),
  parseHTML: () => [{ tag: "span[data-mention]" }],
  renderHTML: ({ node, HTMLAttributes }) => ["span", HTMLAttributes, `@${node.attrs.name}`],
  renderText: ({ node }) => `@${node.attrs.name}`,
});

/** What stands in the words for somebody who was chosen. */
export const mentionHtml = ({ kind, id, name }: { kind: "agent" | "team"; id: string; name: string }) => {
  const span = document.createElement("span");
  span.dataset.mention = `${kind}:${id}`;
  span.textContent = `@${name}`;
  return `${span.outerHTML}&nbsp;`;
};

export const namesSomebody = (html: string) => html.includes("data-mention=");
