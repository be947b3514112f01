import { foldWord } from "./fold.ts";

/**
 * Words that hold a sentence together and say nothing of what it is about: articles, pronouns, prepositions, conjunctions,
 * particles, auxiliary verbs and the words that ask. A word that also names a thing is not among them.
 */
const words = `
a an the this that these those my your his her its our their mine yours i me you he she it we us they them myself
yourself themselves am is are was were be been being do does did doing done don't doesn't didn't have has had having
haven't hasn't hadn't can can't cannot could couldn't will won't would wouldn't shall should shouldn't may might must
isn't aren't wasn't weren't i'm i've i'd i'll you're you've it's that's there's what's who's how's where's let's we're
we've they're and or but if because so than then not no yes when where what why who whom whose which how while until of
to in on at by for from with without about into onto as there here just also too very some any such please
и в во не что он на я с со как а то все всё она так его но да ты к у же вы за бы по только ее её мне было вот от меня
еще ещё нет о об из ему теперь когда даже ну ли если уже или ни быть был была были него до вас вам нас нам ваш ваша ваше
мой моя мое моё мои моего моей мою свой свою своей своего их им них чем чего чему кто кого кому где куда откуда почему
зачем сколько какой какая какое какие который которая которые это этот эта эти этого этой эту тот та те того той для при
без над под про через после перед между можно нужно надо есть буду будет будут тоже также чтобы пожалуйста мы они
і й в у не що він на я з із зі як а те усе все вона так його але та ти до ж же ви за би б по тільки її мені було ось
від мене ще ні про коли навіть ну чи якщо вже або бути був була були нього вас вам нас нам ваш ваша ваше мій
моя моє мої мого моєї мою моєму свій свою своєї свого їх їм них чим чого чому хто кого кому де куди звідки навіщо
скільки який яка яке які котрий це цей ця ці цього цієї цю той та ті того тієї для при без над під через після перед
між можна треба потрібно є буду буде будуть теж також щоб будь ласка ми вони
في من على إلى الى عن مع هل ما ماذا متى أين كيف لماذا كم أي أية هذا هذه ذلك تلك هؤلاء الذي التي الذين أنا أنت هو هي نحن
هم كان كانت يكون تكون أن إن ان لا لم لن ليس ليست قد ثم أو او و بعد قبل عند لدى لي لك له لها لنا لكم لهم بي به بها
فيه فيها منه منها عليه عليها كل بعض غير حتى إذا اذا لو لكن بين يمكن يمكنني رجاء فضلك
的 了 吗 呢 吧 啊 呀 么 嘛 是 在 有 和 与 跟 或 或者 还 也 都 就 又 才 把 被 给 对 从 到 向 往 于 以 为 因为 所以 如果
但 但是 而 而且 我 你 您 他 她 它 我们 你们 您们 他们 我的 你的 您的 这 那 这个 那个 这些 那些 这里 那里 哪 哪里 哪个
什么 怎么 怎样 如何 为什么 为何 怎么办 多少 几 谁 请 请问 能 能否 可以 可否 会 要 想 应该 需要 不 没 没有 一个 一下
`;

let known: ReadonlySet<string> | null = null;

/** Whether a word of any of the five languages, folded, says nothing of what a text is about. */
export function isFunctionWord(folded: string): boolean {
  known ??= new Set(words.split(/\s+/).filter(Boolean).map(foldWord));
  return known.has(folded);
}
