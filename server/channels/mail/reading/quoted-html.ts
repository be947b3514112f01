/** What a tag says about the text inside it, as the big mail programs mark what they quote. */
export type TagRole =
  /** Quoted, all of it. */
  | "quote"
  /** Holds an introduction and a quote; what follows the quote inside it is new again. */
  | "quote-frame"
  /** Quoted from here to the end of the mail. */
  | "quote-from-here"
  | "signature"
  | "forward"
  /** A blockquote that may be a quotation or mere indentation. */
  | "maybe-quote"
  | null;

type Attributes = Record<string, string>;

const quoteClasses =
  /(?:^|\s)(?:\S{0,60}moz-cite-prefix|\S{0,60}gmail_attr|front-blockquote|freshdesk_quote|zendesk_quote|tutanota_quote|protonmail_quote|skiff_quote|alimail-quote|wps-quote|edo-quote|moz-email-headers-table)(?=\s|$)/;
const frameClasses =
  /(?:^|\s)(?:\S{0,60}gmail_quote|\S{0,60}gmail_quote_container|\S{0,60}yahoo_quoted|zmail_extra|ntes-mailmaster-quote|xm_write_script|hm_quote|history_container|quoted_text|mailru-blockquote|reply_quote|msg_reply_quote|original-main|mail-quote-collapse)(?=\s|$)/;
const signatureClasses =
  /(?:^|\s)(?:gmail_signature|gmail_signature_prefix|protonmail_signature_block|moz-signature|mail-signature|tutanota_signature|ms-outlook-ios-signature|ms-outlook-mobile-signature|sh-signature|yahoo-signature|ymail_signature|ntes_mailmaster_signature|spike-signature)(?=\s|$)/;
const quoteIds =
  /^(?:x_)*(?:OLK_SRC_BODY_SECTION|mail-editor-reference-message-container|ms-outlook-mobile-reference-message|isReplyContent|isForwardContent|reply-intro|yahoo_quoted_\d{1,20}|origbody|originalMessage|replyBody|__alimail_quote|divNeteaseMailQuote|spnEditorQuote)$/i;
const fromHereIds =
  /^(?:x_)*(?:divRplyFwdMsg|appendonsend|zwchr|replySplit|divtagdefaultwrapper_quote|lineBreakAtBeginningOfMessage_quote|wrapper_quote)$/;
const signatureIds =
  /^(?:x_)*(?:Signature|ms-outlook-mobile-signature|AppleMailSignature|composer_signature|ymail_android_signature|divSignatureLine|mail-app-auto-default-signature|signature_old|netease_mail_footer|ntes-pcmac-signature)$/i;

export function tagRole(tag: string, attributes: Attributes): TagRole {
  const classes = (attributes.class ?? "").slice(0, 300);
  const id = (attributes.id ?? "").slice(0, 100);
  if (/moz-forward-container/.test(classes)) return "forward";
  if (id && fromHereIds.test(id)) return "quote-from-here";
  if (attributes["data-marker"] === "__DIVIDER__") return "quote-from-here";
  if (id && signatureIds.test(id)) return "signature";
  if (signatureClasses.test(classes) || attributes["data-smartmail"] === "gmail_signature")
    return "signature";
  if (attributes["data-signature-widget"] !== undefined || attributes["data-sigid"] !== undefined)
    return "signature";
  if (attributes.name === "messageReplySection" || attributes["data-marker"] === "__QUOTED_TEXT__")
    return "quote";
  if (attributes.name === "messageSignatureSection") return "signature";
  if ((id && quoteIds.test(id)) || /mail-editor-reference-message-container/.test(classes)) return "quote";
  if (tag === "blockquote") return blockquoteRole(attributes, classes);
  if (quoteClasses.test(classes)) return "quote";
  if (frameClasses.test(classes)) return "quote-frame";
  return null;
}

function blockquoteRole(attributes: Attributes, classes: string): TagRole {
  const style = (attributes.style ?? "").toLowerCase().slice(0, 500);
  if (attributes.type === "cite" || attributes.cite !== undefined) return "quote";
  if (quoteClasses.test(classes) || frameClasses.test(classes)) return "quote";
  if (/border-left\s*:\s*(?!0|none)/.test(style) || /border-inline-start\s*:\s*(?!0|none)/.test(style))
    return "quote";
  // Gmail's indentation, and Word's.
  return /border\s*:\s*(?:none|0)/.test(style) ? null : "maybe-quote";
}
