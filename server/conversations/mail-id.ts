/** Our mail's Message-ID: made before the first try, and the same for every try. */
export const mailIdFor = (inboxAddress: string, messageId: string): string =>
  `<${messageId}@${inboxAddress.split("@")[1] ?? "tandem.invalid"}>`;
