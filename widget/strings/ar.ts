import type { Strings } from "./en.ts";

const rules = new Intl.PluralRules("ar");

/** None, one and two say the number in the word itself; `few` is 3 to 10, `many` everything above. */
function plural(count: number, [zero, one, two, few, many]: [string, string, string, string, string]): string {
  const rule = rules.select(count);
  return { zero, one, two, few: `${count} ${few}`, many: `${count} ${many}`, other: `${count} ${many}` }[rule];
}

export const words: Strings = {
  lang: "ar",
  dir: "rtl",
  supportName: "الدعم",
  supportUnread: (count) =>
    `الدعم، ${plural(count, ["لا رسائل جديدة", "رسالة جديدة واحدة", "رسالتان جديدتان", "رسائل جديدة", "رسالة جديدة"])}`,
  closePanel: "إغلاق",
  goBack: "رجوع",
  sendIt: "إرسال",
  retry: "حاول مجددًا",
  isLoading: "جارٍ التحميل…",
  loadFailed: "تعذّر التحميل.",
  sendFailed: "لم تُرسل الرسالة: تعذّر تحميل المحادثة.",

  howCanWeHelp: "كيف يمكننا مساعدتك؟",
  forThisPage: "لهذه الصفحة",
  popularArticles: "المقالات الأكثر قراءة",
  articlesFound: "المقالات",
  countFound: (count) =>
    plural(count, ["لم يُعثر على مقالات", "عُثر على مقالة واحدة", "عُثر على مقالتين", "مقالات", "مقالة"]),
  nothingFound: "لا توجد نتائج. أرسل سؤالك وسيجيب عنه البوت أو فريقنا.",
  askQuestion: "اطرح سؤالًا",
  askAboutThis: "اسأل عن هذا",
  writeMessage: "اكتب رسالة",

  later: {
    myRequests: "طلباتي",
    yourTalk: "محادثتك",
    allArticles: "جميع المقالات",
    otherWays: "طرق أخرى للتواصل معنا",

    tableOfContents: "المحتويات",
    relatedArticles: "مقالات ذات صلة",
    answerHelped: "هل أفادتك الإجابة؟",
    articleHelped: "هل أفادتك المقالة؟",
    sayYes: "نعم",
    sayNo: "لا",
    thankYou: "شكرًا لك",
    shareThis: "مشاركة",
    copied: "نُسخ الرابط",
    copyThis: "انسخ هذا الرابط",

    readWhole: "قراءة المقالة كاملة",
    logName: "المحادثة",
    writeBelow: "اكتب سؤالك في الأسفل. يجيب البوت فورًا أو يحيله إلى فريقنا.",
    you: "أنت",
    bot: "البوت",
    showEarlier: "عرض الرسائل السابقة",
    newMessages: "رسائل جديدة",
    sending: "جارٍ الإرسال…",
    sent: "أُرسلت",
    read: "قُرئت",
    notSent: "لم تُرسل.",
    sendAgain: "إعادة الإرسال",
    edit: "تعديل",
    isOverLimit: "الرسالة طويلة جدًا.",
    tooMany: "رسائل كثيرة في وقت قصير. انتظر دقيقة من فضلك.",
    talkToHuman: "التحدث إلى موظف",
    waitUnsent: (count) =>
      `بانتظار الإرسال: ${plural(count, ["لا رسائل", "رسالة واحدة", "رسالتان", "رسائل", "رسالة"])}`,
    requestNumber: (number) => `الطلب رقم ${number}`,
    registering: "يجري تسجيل طلبك",
    received: "تم الاستلام",
    in_progress: "قيد المعالجة",
    waiting_for_you: "بانتظار ردّك",
    solved: "تم الحل",
    answering: (name) => `يجيب عن سؤالك \u2068${name}\u2069`,
    isTyping: (name) => `يكتب \u2068${name}\u2069 الآن…`,
    linkToThis: "رابط هذه المحادثة",
    linkOpens: "كل من لديه الرابط يمكنه القراءة والكتابة هنا.",
    linkFailed: "لم ينجح ذلك. حاول مجددًا.",
    revoke: "إلغاء الرابط",
    revoked: "لم يعد الرابط صالحًا.",
    contactLabel: "البريد الإلكتروني أو الهاتف إن اضطررت إلى المغادرة (اختياري)",
    saveThis: "حفظ",
    leaveContact: "ترك وسيلة تواصل",
    contactLeft: "حُفظت وسيلة التواصل.",
    changeThis: "تغيير",
    contactDoubtful: "لا يبدو هذا بريدًا إلكترونيًا أو رقم هاتف.",
    notSaved: "لم يُحفظ. حاول مجددًا.",
    whatWasDone: "ما الذي تم",
    isSolved: "هل حُلّت المشكلة؟",
    howWasHelp: "كيف كانت مساعدتنا؟",
    starsOf: (count) => `${count} من 5`,
    commentHint: "جملة، إن أردت",
    newQuestion: "سؤال جديد",
    isConnecting: "جارٍ الاتصال…",
    noConnection: "لا يوجد اتصال. رسائلك محفوظة وستُرسل لاحقًا.",
    refusedOrigin: "محادثة الدعم غير مسموح بها في هذه الصفحة.",
    refusedVersion: "حُدّثت المحادثة. أعد تحميل الصفحة.",
    notAvailable: "المحادثة غير متاحة الآن.",
  },
};
