import {
  type Editor,
  Extension,
  InputRule,
  Mark,
  markInputRule,
  mergeAttributes,
  Node,
  type NodeViewRenderer,
  type NodeViewRendererProps,
} from "@tiptap/core";
import { calloutKinds, isAnchor, linkSchemes, videoOf } from "../../../contract/article-html.ts";

const from = (name: string) => ({
  default: null,
  parseHTML: (element: Element) => element.getAttribute(name),
  renderHTML: () => ({}),
});

/** An attribute that is kept as it stands under another name of ours. */
const kept = (key: string, name = key) => ({
  ...from(name),
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[key] === null || attributes[key] === undefined ? {} : { [name]: attributes[key] },
});

/** Every block can have a direction and a language of its own; without them it has those of the article. */
export const OwnDirection = Extension.create({
  name: "ownDirection",
  addGlobalAttributes: () => [
    {
      types: [
        "paragraph",
        "heading",
        "bulletList",
        "orderedList",
        "listItem",
        "blockquote",
        "codeBlock",
        "callout",
        "details",
        "summary",
        "picture",
        "video",
        "table",
        "tableCell",
        "tableHeader",
      ],
      attributes: { dir: kept("dir"), lang: kept("lang") },
    },
    {
      // Two headings of one id would make a link to it a guess.
      types: ["heading"],
      attributes: { id: { ...kept("id"), keepOnSplit: false } },
    },
    {
      types: ["orderedList"],
      attributes: {
        steps: {
          default: false,
          parseHTML: (element) => element.hasAttribute("data-steps"),
          renderHTML: ({ steps }) => (steps ? { "data-steps": "" } : {}),
        },
      },
    },
  ],
});

export interface Pieces {
  /** Where the bytes of a file are. */
  srcOf: (fileId: string) => string;
  /** What stands above a callout of a kind, and what a picture without words asks for. */
  words: { callout: Record<string, string>; caption: string; summary: string; video: string };
}

export const callout = (words: Pieces["words"]) =>
  Node.create({
    name: "callout",
    group: "block",
    content: "block+",
    defining: true,
    addAttributes: () => ({
      kind: {
        default: "note",
        parseHTML: (element) => {
          const kind = element.getAttribute("data-callout");
          return calloutKinds.find((each) => each === kind) ?? "note";
        },
        renderHTML: ({ kind }) => ({ "data-callout": kind }),
      },
    }),
    parseHTML: () => [{ tag: "aside" }],
    renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],
    addNodeView:
      () =>
      ({ node }) => {
        const dom = document.createElement("aside");
        const name = document.createElement("p");
        const contentDOM = document.createElement("div");
        name.contentEditable = "false";
        name.dataset.name = "";
        dom.append(name, contentDOM);
        const show = (kind: string, dir: string | null) => {
          dom.dataset.callout = kind;
          name.textContent = words.callout[kind] ?? "";
          if (dir) dom.dir = dir;
          else dom.removeAttribute("dir");
        };
        show(node.attrs.kind, node.attrs.dir);
        return {
          dom,
          contentDOM,
          ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
          update(next) {
            if (next.type !== node.type) return false;
            show(next.attrs.kind, next.attrs.dir);
            return true;
          },
        };
      },
  });

/** A box of its own where the browser's would fold away what is being written. */
const boxed =
  (tag: string, marks: Record<string, string> = {}) =>
  () => {
    const dom = document.createElement(tag);
    for (const [name, value] of Object.entries(marks)) dom.setAttribute(name, value);
    return { dom, contentDOM: dom };
  };

export const Details = Node.create({
  name: "details",
  group: "block",
  content: "summary block+",
  defining: true,
  isolating: true,
  addAttributes: () => ({
    open: {
      default: false,
      parseHTML: (element) => element.hasAttribute("open"),
      renderHTML: ({ open }) => (open ? { open: "" } : {}),
    },
  }),
  parseHTML: () => [{ tag: "details" }],
  renderHTML: ({ HTMLAttributes }) => ["details", HTMLAttributes, 0],
  addNodeView: () => boxed("div", { "data-details": "" }),
});

export const summary = (words: Pieces["words"]) =>
  Node.create({
    name: "summary",
    content: "inline*",
    defining: true,
    selectable: false,
    parseHTML: () => [{ tag: "summary" }],
    renderHTML: ({ HTMLAttributes }) => ["summary", HTMLAttributes, 0],
    addNodeView: () => boxed("div", { "data-summary": "", "data-hint": words.summary }),
    addKeyboardShortcuts: () => keysOfSummary,
  });

/** Enter goes on in what is folded, and does not make a second line of its name. */
function intoWhatIsFolded({ editor }: { editor: Editor }): boolean {
  const { $from } = editor.state.selection;
  return $from.parent.type.name === "summary" && editor.commands.focus($from.after() + 1);
}
const keysOfSummary = { Enter: intoWhatIsFolded };

const pictureAttributes = () => ({
  file: {
    ...from("data-file"),
    parseHTML: (element: Element) => imageIn(element)?.getAttribute("data-file") ?? null,
  },
  alt: {
    default: "",
    parseHTML: (element: Element) => imageIn(element)?.getAttribute("alt") ?? "",
    renderHTML: () => ({}),
  },
  width: {
    ...from("width"),
    parseHTML: (element: Element) => imageIn(element)?.getAttribute("width") ?? null,
  },
  height: {
    ...from("height"),
    parseHTML: (element: Element) => imageIn(element)?.getAttribute("height") ?? null,
  },
});

const imageIn = (element: Element) =>
  element.tagName === "IMG" ? element : element.querySelector("img[data-file]");

const imageOf = ({ file, alt, width, height }: Record<string, string | null>) => [
  "img",
  { "data-file": file, alt, ...(width && { width }), ...(height && { height }) },
];

/** A picture with the words below it. */
export const picture = ({ srcOf, words }: Pieces) =>
  Node.create({
    name: "picture",
    group: "block",
    content: "inline*",
    isolating: true,
    draggable: true,
    addAttributes: pictureAttributes,
    parseHTML: () => [
      {
        tag: "figure",
        priority: 60,
        getAttrs: (element) => (element.querySelector("img[data-file]") ? null : false),
        contentElement: captionOf,
      },
    ],
    renderHTML: ({ node, HTMLAttributes }) => [
      "figure",
      HTMLAttributes,
      imageOf(node.attrs) as never,
      ["figcaption", 0],
    ],
    addNodeView:
      () =>
      ({ node, getPos, editor }) => {
        const image = document.createElement("img");
        image.draggable = true;
        return figureView(image, words.caption, { node, getPos, editor }, (dom, { file, alt }) => {
          image.src = srcOf(file!);
          image.alt = alt!;
          dom.toggleAttribute("data-without-alt", !alt);
        });
      },
  });

/** A small picture among words. */
export const inlinePicture = ({ srcOf }: Pieces) =>
  Node.create({
    name: "inlinePicture",
    group: "inline",
    inline: true,
    draggable: true,
    addAttributes: pictureAttributes,
    parseHTML: () => [{ tag: "img[data-file]" }],
    renderHTML: ({ node, HTMLAttributes }) => {
      const [tag, attributes] = imageOf(node.attrs) as [string, Record<string, string>];
      return [tag, mergeAttributes(HTMLAttributes, attributes)];
    },
    addNodeView:
      () =>
      ({ node }) => {
        const dom = document.createElement("img");
        dom.src = srcOf(node.attrs.file);
        dom.alt = node.attrs.alt;
        return { dom };
      },
  });

/** A figure in the editor: what it shows, chosen by a press on it, above a caption that is written like any words. */
function figureView(
  shown: HTMLElement,
  hint: string,
  { node, getPos, editor }: Pick<NodeViewRendererProps, "node" | "getPos" | "editor">,
  draw: (dom: HTMLElement, attributes: Record<string, string>) => void,
): ReturnType<NodeViewRenderer> {
  const dom = document.createElement("figure");
  const contentDOM = document.createElement("figcaption");
  contentDOM.dataset.hint = hint;
  draw(dom, node.attrs);
  shown.addEventListener("mousedown", () => {
    const at = getPos();
    if (at !== undefined) editor.commands.setNodeSelection(at);
  });
  dom.append(shown, contentDOM);
  return {
    dom,
    contentDOM,
    ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
    update(next) {
      if (next.type !== node.type) return false;
      draw(dom, next.attrs);
      return true;
    },
  };
}

function captionOf(element: globalThis.Node): HTMLElement {
  const caption = (element as Element).querySelector("figcaption");
  return (caption as HTMLElement | null) ?? document.createElement("figcaption");
}

/** A video by its address, or one of the article's files; nothing of it is loaded here. */
export const video = (words: Pieces["words"]) =>
  Node.create({
    name: "video",
    group: "block",
    content: "inline*",
    isolating: true,
    draggable: true,
    addAttributes: () => ({ address: { ...kept("address", "data-video") } }),
    parseHTML: () => [
      {
        tag: "figure[data-video]",
        priority: 70,
        getAttrs: (element) => (videoOf(element.getAttribute("data-video") ?? "") ? null : false),
        contentElement: captionOf,
      },
    ],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
    addNodeView:
      () =>
      ({ node, getPos, editor }) => {
        const card = document.createElement("div");
        card.contentEditable = "false";
        card.dataset.card = "";
        return figureView(card, words.caption, { node, getPos, editor }, (dom, { address }) => {
          dom.dataset.video = address;
          card.textContent = videoOf(address!)?.address ?? words.video;
        });
      },
  });

const leads = new RegExp(`^(?:${linkSchemes.join("|")}):`, "i");

/** Whether a link may lead there. */
export const isAddress = (href: string): boolean =>
  leads.test(href) || (href.startsWith("#") && isAnchor(href.slice(1)));

/** To a page, to a place in the article, to another article, or to a file of it. */
export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,
  exitable: true,
  addAttributes: () => ({
    href: kept("href"),
    article: kept("article", "data-article"),
    file: kept("file", "data-file"),
  }),
  parseHTML: () => [
    { tag: "a[data-article]" },
    { tag: "a[data-file]" },
    { tag: "a[href]", getAttrs: (element) => (isAddress(element.getAttribute("href") ?? "") ? null : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => ["a", HTMLAttributes, 0],
});

/** Words of another language, so that they are read out and drawn as such. */
export const OtherLanguage = Mark.create({
  name: "otherLanguage",
  addAttributes: () => ({ lang: kept("lang") }),
  parseHTML: () => [{ tag: "span[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});

const plain = (name: string, tag: string, shortcut?: string) =>
  Mark.create({
    name,
    ...(name !== "key" && {
      excludes: { subscript: "superscript subscript", superscript: "subscript superscript" }[name],
    }),
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
    ...(shortcut && {
      addKeyboardShortcuts: () => ({
        [shortcut]: ({ editor }: { editor: Editor }) => editor.commands.toggleMark(name),
      }),
    }),
  });

export const Key = plain("key", "kbd");
export const Subscript = plain("subscript", "sub", "Mod-,");
export const Superscript = plain("superscript", "sup", "Mod-.");

/** A name out of a program. A link can hold one, and it can be bold. */
export const Code = Mark.create({
  name: "code",
  excludes: "",
  code: true,
  exitable: true,
  parseHTML: () => [{ tag: "code" }],
  renderHTML: () => ["code", 0],
  addKeyboardShortcuts: () => ({ "Mod-e": ({ editor }) => editor.commands.toggleMark("code") }),
  addInputRules() {
    return [markInputRule({ find: /(?:^|\s)(`(?!\s+`)([^`]+)`)$/, type: this.type })];
  },
});

/** `! ` at the beginning of a line is a callout, as `> ` is a quote. */
export const QuickCallout = Extension.create({
  name: "quickCallout",
  addInputRules: () => [
    new InputRule({
      find: /^!\s$/,
      handler: ({ range, chain }) => {
        chain().deleteRange(range).wrapIn("callout", { kind: "note" }).run();
      },
    }),
  ],
});
