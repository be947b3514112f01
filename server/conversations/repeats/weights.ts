/** How much each mark of two matters speaks for their being one. Found by evaluation/find-weights.ts; a test finds them again. */
export const weights = {
  bias: -2.06,
  of: {
    ofLater: 2.44,
    ofEarlier: 1.57,
    pieces: 2.02,
    translated: 0.71,
    intent: 1.03,
    otherIntent: -1.83,
    intentAndWords: 0.74,
    item: 0.75,
    itemAndIntent: 0.41,
    sign: 1.94,
    signAndLikeness: 1.7,
    nudge: 1.07,
    thin: 1.15,
    another: -0.09,
    fresh: -2.39,
  },
};
