import { gistOf } from "./gist.ts";
import { type Block, isBlock, type Piece, readTree, wordsOf, writeTree } from "./tree.ts";

export interface QuestionAnswered {
  question: string;
  /** As plain words, a line for each block. */
  answer: string;
}

const isQuestion = (words: string) => /[?？؟]\s*$/u.test(words);

/**
 * The questions of an article that is made of them: each heading of its highest level asks, or, where it has none, each of
 * its pieces that open does. Empty for any other article, and for a single question.
 */
export function questionsIn(html: string): QuestionAnswered[] {
  const tree = readTree(html);
  const level = ["h2", "h3", "h4"].find((tag) => tree.some((one) => isBlock(one, tag)));
  const pairs = level ? underHeadings(tree, level) : unfolded(tree);
  const isAllQuestions = pairs.every(({ question, answer }) => isQuestion(question) && answer);
  return pairs.length >= 2 && isAllQuestions ? pairs : [];
}

function underHeadings(tree: readonly Piece[], level: string): QuestionAnswered[] {
  const starts = tree.flatMap((one, at) => (isBlock(one, level) ? [at] : []));
  return starts.map((start, nth) => ({
    question: wordsOf((tree[start] as Block).of),
    answer: plain(tree.slice(start + 1, starts[nth + 1])),
  }));
}

const unfolded = (tree: readonly Piece[]): QuestionAnswered[] =>
  tree.flatMap((one) => {
    if (!isBlock(one, "details")) return [];
    const summary = one.of.find((part) => isBlock(part, "summary")) as Block | undefined;
    return [
      {
        question: summary ? wordsOf(summary.of) : "",
        answer: plain(one.of.filter((part) => part !== summary)),
      },
    ];
  });

const plain = (pieces: readonly Piece[]): string => gistOf(writeTree(pieces)).text;
