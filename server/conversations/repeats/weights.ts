/** How much each mark of two matters speaks for their being one. Found by evaluation/find-weights.ts; a test finds them again. */
export const weights = {
  bias: -2.05,
  of: {
    ofLater: 2.43,
    ofEarlier: 1.57,
    pieces: 2.01,
    translated: 0.71,
    intent: 1.03,
    otherIntent: -1.84,
    intentAndWords: 0.74,
    item: 0.75,
    itemAndIntent: 0.4,
    sign: 1.95,
    signAndLikeness: 1.73,
    nudge: 1.06,
    thin: 1.14,
    another: -0.09,
    fresh: -2.39,
  },
};
