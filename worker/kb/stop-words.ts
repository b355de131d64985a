/**
 * Function words that the index leaves out (folded, unstemmed). Particles that carry the meaning of a support question stay in:
 * "sign out" is not "sign in", "не приходит" keeps its verb anyway. Apostrophes split words, so the tails of contractions stand here too.
 */
const ENGLISH = `a about all am an and any are aren as at be because been being both but by can could couldn d did didn do does
doesn doing don each few for from had hadn has hasn have haven having he her here hers him his how i if in into is isn it its
just ll m me might mine must my myself no nor of on only or other our ours own please re s same shall she should shouldn so some
such t than that the their theirs them then there these they this those to too us ve very was wasn we were weren what when where
which while who whom whose why will with won would wouldn you your yours yourself also let`;

const RUSSIAN = `а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши весь во вот все всего всей всем всех всю вы где
да даже для до его ее ей ему если есть еще же за здесь и из или им ими их к каждый как какая какие какими какого какое какой каком
какую ко когда которая которого которое которой котором которую которые который кто куда ли либо лишь мне мной моего моей моем
моему мои моих мой мою моя мое мы на над надо нам нами нас наш наша наше наши не него нее ней нем нет ни них но ну о об он она они
оно от перед по под пожалуйста после потому почему при про раз разве с сам сама сами само свое своего своей своем свои своих свой
свою своя себе себя со так также такая такие такое такой там то того тоже той только том тот тут ты у уж уже хотя чего чей чем
через что чтобы чья эта эти этим этих это этого этой этом этот эту я можно могу может можете мочь`;

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** Membership is tested on the folded word, before stemming. */
export const STOP_WORDS: ReadonlySet<string> = new Set([...set(ENGLISH), ...set(RUSSIAN)]);
