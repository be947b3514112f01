/** Whether words ask their reader something: who answers them goes on with the same contact. */
export const asksSomething = (words: string): boolean => /[?？؟]/.test(words);
