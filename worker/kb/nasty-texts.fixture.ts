/**
 * Texts on which runtimes could disagree (case tables, normal forms, script properties) or analysis could stumble, in the languages that
 * the analysis treats by rules of their own. Node and workerd must cut, fold and stem all of them to the letter alike.
 */
const SENTENCES: readonly (readonly [locale: string, text: string])[] = [
  ["en", "How do I change my e-mail? I CAN’T sign in, don't know why…"],
  ["en", "café CAFE\u0301 naïve coöperate Ångström façade ½ price ﬁle №5 ＦＵＬＬ"],
  ["en", "pass\u200bword pass\u00adword \ufeffpass\u2060word ‮txet‬ 1,000.50 3D 2FA"],
  ["en", "раsswоrd in mixed letters, сyrillic с"],
  ["en", "H\u0300\u0301\u0302\u0303\u0304\u0305e\u0300\u0301\u0302\u0303\u0304llo 👩‍👩‍👧‍👦 🇷🇺 ✊🏽 ❤️"],
  ["en", "\ud800 lone \udc00 surro\ud83dgates __proto__ constructor toString"],
  ["ru", "Ёлка и ёж не запускаются; замо\u0301к, йод, объём, подъезд"],
  ["ru", "КАК СБРОСИТЬ ПАРОЛЬ??? пapoль cчёт С0РОК"],
  ["ru", "rfr cghjcbnm gfhjkm? ghbdtn! kak oplatit' podpisku, 4to delat"],
  ["ru", "Что-нибудь по-русски: веб-сайт, e-mailом, iPhoneом"],
  ["uk", "Їжак з'їв ґудзик, п’ять відсотків"],
  ["de", "Überweisungen, Straße, STRASSE, GROẞ, Häuser, Passwörter, Rechnungsadresse 1234567890"],
  ["de", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung"],
  ["es", "¿Cómo cancelo la suscripción? contratacion, AÑO, pingüino, facturas"],
  ["tr", "ŞİFREMİ UNUTTUM. Işık, ısı, İstanbul, hesabımı, kitaplarımızdan, Türkiye'nin"],
  ["el", "Πώς αλλάζω τον ΚΩΔΙΚΌ; λογαριασμός, λογαριασμοῦ, ΟΔΥΣΣΕΎΣ, Ἀθῆναι, ϊΐ"],
  ["ar", "كَيْفَ أُغَيِّرُ كلمة المرور؟ والكتاب، الـــحساب، إعادة، مسؤول، ٱلشمس ١٢٣٤"],
  ["fa", "چگونه گذرواژه را تغییر دهم؟ می‌خواهم کتاب‌ها ۱۲۳"],
  ["he", "איך לשנות סיסמה? שָׁלוֹם"],
  ["hi", "मैं अपना पासवर्ड कैसे बदलूं? क़ १२३"],
  ["vi", "Đường phố, làm thế nào để đổi mật khẩu? hoà hòa ƯỚC"],
  ["zh", "退款流程是什么？iPhone手机 308分 税 ㍿ 𠮷野家"],
  ["ja", "パスワードをリセットする方法、ｶﾞｷﾞｸﾞ、ゔ、々、ー"],
  ["th", "เปลี่ยนรหัสผ่านอย่างไร ที่นี่ น้ำ"],
  ["ko", "비밀번호를 변경하려면 어떻게 하나요? 각"],
  ["km", "ប្តូរពាក្យសម្ងាត់"],
];
/** Every sentence is also asked as people type it. */
const WAYS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.normalize("NFD"),
  (text) => text.normalize("NFKC").replaceAll(/\p{P}/gu, ""),
  (text) => [...text].reverse().join(""),
  (text) => text.replaceAll(" ", "\u200d").slice(0, 60).repeat(8),
  (text) => [...text].join("\u0301"),
  (text) => text.replaceAll(/\s/g, ""),
];

export const NASTY_TEXTS: readonly (readonly [locale: string, text: string])[] = SENTENCES.flatMap(([locale, text]) =>
  WAYS.map((way) => [locale, way(text)] as const),
);

/** Hash (FNV-1a, 8 hex digits) of everything that the analysis says about them. A change of it changes what knowledge bases hold. */
export const NASTY_HASH = "317800dd";
