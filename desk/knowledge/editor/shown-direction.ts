import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { directionOf, type TextDirection } from "../../ui/direction.ts";

/**
 * Shows a block that is written the other way in its own direction, as readers are shown it (`renderArticle`). Nothing of it
 * is kept: a direction that somebody gave to a block or to what it stands in stays.
 */
export const shownDirection = (article: TextDirection) =>
  Extension.create({
    name: "shownDirection",
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations({ doc }) {
            const turned: Decoration[] = [];
            const look = (within: Node, start: number) =>
              within.forEach((node, offset) => {
                if (node.attrs.dir || node.type.spec.code) return;
                const at = start + offset;
                if (!node.isTextblock) look(node, at + 1);
                else if (written(node) !== null && written(node) !== article)
                  turned.push(Decoration.node(at, at + node.nodeSize, { dir: written(node)! }));
              });
            look(doc, 0);
            return DecorationSet.create(doc, turned);
          },
        },
      }),
    ],
  });

/** A block never changes: the next letter makes another of it. */
const known = new WeakMap<Node, TextDirection | null>();

function written(block: Node): TextDirection | null {
  let direction = known.get(block);
  if (direction === undefined) {
    direction = /\p{L}/u.test(block.textContent) ? directionOf(block.textContent) : null;
    known.set(block, direction);
  }
  return direction;
}
