import { fold } from "./folding.ts";

/**
 * Function words that the index leaves out (folded, unstemmed). Particles that carry the meaning of a support question stay in:
 * "sign out" is not "sign in", "не приходит" keeps its verb anyway. Apostrophes split words, so the tails of contractions
 * stand here too, and contractions that are typed without one.
 */
const ENGLISH = `a about all am an and any are aren as at be because been being both but by can could couldn d did didn do does
doesn doing don each few for from had hadn has hasn have haven having he her here hers him his how i if in into is isn it its
just ll m me might mine must my myself no nor of on only or other our ours own please re s same shall she should shouldn so some
such t than that the their theirs them then there these they this those to too us ve very was wasn we were weren what when where
which while who whom whose why will with won would wouldn you your yours yourself also let
cant dont wont isnt arent wasnt doesnt didnt havent hasnt couldnt wouldnt shouldnt im ive youre thats whats`;

const RUSSIAN = `а без более бы был была были было быть в вам вами вас ваш ваша ваше ваши весь во вот все всего всей всем всех всю вы где
да даже для до его ее ей ему если есть еще же за здесь и из или им ими их к каждый как какая какие какими какого какое какой каком
какую ко когда которая которого которое которой котором которую которые который кто куда ли либо лишь мне мной моего моей моем
моему мои моих мой мою моя мое мы на над надо нам нами нас наш наша наше наши не него нее ней нем нет ни них но ну о об он она они
оно от перед по под пожалуйста после потому почему при про раз разве с сам сама сами само свое своего своей своем свои своих свой
свою своя себе себя со так также такая такие такое такой там то того тоже той только том тот тут ты у уж уже хотя чего чей чем
через что чтобы чья эта эти этим этих это этого этой этом этот эту я можно могу может можете мочь`;

const GERMAN = `aber als also am an auch auf aus bei beim bin bis bist da damit dann das dass dazu dein deine dem den denn der des dessen dich die
dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es etwas euch euer eure für gegen gibt hab
habe haben hat hatte hatten hattest ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann kannst
können könnte man manche mein meine meinem meinen meiner mich mir mit muss müssen nach noch nun nur ob oder seid sein seine seinem seinen
seiner seit sich sie sind so soll sollte sollten sondern um und uns unser unsere unter vom von vor war waren warum was weil welche welchem welchen
welcher welches wem wen wenn wer werde werden wie wieso wir wird wo worden wurde wurden zu zum zur bitte`;

const SPANISH = `a al algo algún alguna algunas alguno algunos ante antes aquel aquella aquellas aquello aquellos aquí así aún aunque bajo bien cada como cómo
con cuál cuáles cual cuales cuándo cuando cuánta cuántas cuánto cuántos de del desde donde dónde durante e el él ella ellas ello ellos en entre
era eran eres es esa esas ese eso esos está están esta estaba estaban estar estas este esto estos estoy fue fueron ha había habían haber han hasta
hay he la las le les lo los me mi mí mis mucho muy más nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero por
porque puede pueden puedo que qué quién quiénes quien quienes se sea ser si sido sin sobre son soy su sus también tan te tener tengo ti tiene
tienen todo todos tu tú tus un una unas uno unos usted ustedes va y ya yo`;

const TURKISH = `ama ancak bana bazı belki ben benden beni benim bile bir biri birkaç biz bize bizi bizim bu buna bunda bundan bunlar bunu bunun çok çünkü da
daha de defa değil diğer diye dolayı en gibi göre hangi hangisi hem hep hepsi her hiç hiçbir için ile ilgili ise kadar karşı ki kim kime kimi kimin
mı mi mu mü nasıl ne neden nedir nerede nereye niçin niye o olan olarak oldu olduğu olduğunu olmak olup olur on ona ondan onlar onu onun
sadece sana sen seni senin siz size sizi sizin şey şu tarafından tüm üzere var ve veya ya yani yok zaman lütfen nelerdir kaç hangileri`;

const GREEK = `ο η το οι τα του της των τον την τους τις στο στη στην στον στους στις στα και κι ή αλλά αν να θα δεν μη μην με σε από για προς κατά μετά
παρά ως σαν όπως που πού πως πώς ποιος ποια ποιο ποιοι ποιες ποιον ποιαν ποιου ποιων τι πότε γιατί όταν ότι αυτό αυτός αυτή αυτοί αυτές αυτά
αυτόν αυτού αυτής αυτών ένα ένας μία μια έναν ενός μιας εγώ εσύ εμείς εσείς μου σου μας σας τού είναι ήταν είμαι είναι έχω έχει έχουν είχε είχαν
όλα όλοι όλες κάθε κάποιος κάποια κάποιο πολύ πιο επίσης μόνο εδώ εκεί λοιπόν μπορώ μπορεί μπορούν παρακαλώ πόσο πόσοι πόσες πόσα ποιους`;

const ARABIC = `في من على إلى الى عن مع أن إن ان أو او أم ثم ما ماذا متى أين كيف لماذا هل كم أي اي أية التي الذي الذين اللذان اللتان اللاتي هذا هذه ذلك تلك هؤلاء
هو هي هم هن أنا أنت نحن كان كانت كانوا يكون تكون ليس ليست لا لم لن قد كل بعض غير بين عند حتى إذا اذا لكن بعد قبل منذ خلال حول كما لأن
لها له لهم لي لنا لك به بها بهم فيه فيها منه منها عليه عليها إنه إنها أنه أنها و ف ب ل يا نعم يمكن وما ومن وفي وهو وهي بأن`;

const VIETNAMESE = `là và của có được cho các những một này đó khi với trong để không ở từ đã đang sẽ về theo như cũng mà thì nào gì ai đâu bao nhiêu
bị do tại vì nên nếu hay hoặc lại ra vào lên hơn rất nhiều ấy kia tôi bạn chúng ta anh chị em ông bà họ nó thế sao vậy`;

/** Pairs of characters, as the analysis cuts them. */
const CHINESE =
  "什么 么是 哪个 哪些 哪里 哪种 哪一 为什 如何 怎么 怎样 多少 是什 是谁 谁是 我们 你们 他们 它们 这个 那个 这些 那些 一个 可以 的是 了什 有什 的什 吗";

const set = (texts: string, language: string): ReadonlySet<string> =>
  new Set(texts.split(/\s+/).map((word) => fold(word, language)));
/** Support is often asked in a mixture of these two. */
const BOTH = set(`${ENGLISH} ${RUSSIAN}`, "en");
const BY_LANGUAGE = new Map<string, ReadonlySet<string>>([
  ["en", BOTH],
  ["ru", BOTH],
  ["de", set(GERMAN, "de")],
  ["es", set(SPANISH, "es")],
  ["tr", set(TURKISH, "tr")],
  ["el", set(GREEK, "el")],
  ["ar", set(ARABIC, "ar")],
  ["vi", set(VIETNAMESE, "vi")],
  ["zh", set(CHINESE, "zh")],
]);
const NONE: ReadonlySet<string> = new Set();

/** Of the language; none is known of the others. Membership is tested on the folded word, before stemming. */
export const stopWords = (language: string): ReadonlySet<string> => BY_LANGUAGE.get(language) ?? NONE;
