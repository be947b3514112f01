/** How much each mark of two matters speaks for their being one. Found by evaluation/find-weights.ts; a test finds them again. */
export const weights = {
  bias: -2.35,
  of: {
    words: 2.38,
    moreWords: 1.1,
    part: 1.49,
    translated: 0.9,
    intent: 1.06,
    otherIntent: -1.73,
    item: 0.65,
    sign: 1.4,
    nudge: 1.57,
    thin: 1.38,
    another: -0.07,
    fresh: -2.54,
    signAndLikeness: 1.88,
    itemAndIntent: 0.57,
    intentAndWords: 0.74,
  },
};
