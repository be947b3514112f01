/** Which way a text runs by its language; by its first letters where the language is not known. */
export const directionOf = (language: string): "rtl" | "ltr" | "auto" =>
  /^(ar|fa|he|ur)\b/.test(language) ? "rtl" : /^(unknown|other|)$/.test(language) ? "auto" : "ltr";
