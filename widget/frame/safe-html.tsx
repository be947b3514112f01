import { type ComponentChildren, h } from "preact";

/**
 * HTML that the server has cleaned, built anew from the few elements that the chat shows. The second wall: what is not
 * in these lists does not exist, whatever got past the first.
 */
const elements = new Set(
  "p br b strong i em u s del sub sup a ul ol li blockquote code pre h1 h2 h3 h4 h5 h6 hr img table thead tbody tr th td div span aside figure figcaption details summary dl dt dd kbd mark section".split(
    " ",
  ),
);
const dropped = new Set(["script", "style", "template", "iframe", "object", "svg", "math", "title"]);
const attributes = new Set(["alt", "title", "lang", "dir", "colspan", "rowspan", "class", "start", "open"]);

/** What is read so runs nothing and loads nothing; the policy says so to browsers that ask (Trusted Types). */
const policy = (
  window as {
    trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(html: string): string } };
  }
).trustedTypes?.createPolicy("tandem", { createHTML: (html: string) => html });

export const safeHtml = (html: string): ComponentChildren =>
  childrenOf(new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html").body);

const childrenOf = (parent: Node): ComponentChildren[] => [...parent.childNodes].map(safeNode);

function safeNode(node: Node, at: number): ComponentChildren {
  if (node.nodeType === 3) return node.nodeValue;
  if (!(node instanceof HTMLElement)) return null;
  const name = node.localName;
  if (dropped.has(name)) return null;
  if (!elements.has(name)) return childrenOf(node);
  const props: Record<string, unknown> = { key: at };
  for (const { name: attribute, value } of [...node.attributes])
    if (attributes.has(attribute)) props[attribute] = value;
  if (name === "a") {
    const href = node.getAttribute("href") ?? "";
    if (/^(https?:|mailto:|tel:|\/[^/\\])/i.test(href))
      Object.assign(props, { href, target: "_blank", rel: "noopener noreferrer nofollow" });
  }
  if (name === "img") {
    const src = node.getAttribute("src") ?? "";
    if (!isOurs(src)) return null;
    return h("img", { ...props, alt: node.getAttribute("alt") ?? "", src, loading: "lazy" });
  }
  return h(name, props, childrenOf(node));
}

/** Pictures come from us alone: another's would learn who reads. */
const isOurs = (src: string) => new URL(src, location.href).origin === location.origin;
