import { describe, expect, it } from "vitest";
import { SPOKEN } from "../../protocol/model.ts";
import { asksForHuman, humanRequest } from "./human-request.ts";
import { languageAskedFor } from "./languages.ts";
import { onlyData } from "./only-data.ts";
import { option } from "./phrases.ts";
import { smallTalk, withoutGreeting } from "./small-talk.ts";
import { temper } from "./temper.ts";
import { typedChoice } from "./typed-choice.ts";

describe("small talk", () => {
  it.each([
    ["Hallo", "greeting"],
    ["Guten Tag!", "greeting"],
    ["Grüß Gott", "greeting"],
    ["Hi zusammen", "greeting"],
    ["Ich brauche Hilfe", "greeting"],
    ["Guten Tag, mein Name ist Anna", "greeting"],
    ["Danke", "thanks"],
    ["Vielen Dank für die Hilfe!", "thanks"],
    ["nein danke", "thanks"],
    ["Auf Wiedersehen", "thanks"],
    ["tschüss", "thanks"],
    ["ja", "yes"],
    ["Ja, das hat geholfen", "yes"],
    ["danke, hat geklappt", "yes"],
    ["nein", "no"],
    ["Nein, das hat nicht geholfen", "no"],
    ["das funktioniert nicht", "no"],
    ["nichts davon", "no"],
    ["das war nicht meine Frage", "no"],
    ["Bist du ein Bot?", "identity"],
    ["Sind Sie ein Mensch?", "identity"],
    ["mit wem spreche ich", "identity"],
    ["Wie kündige ich mein Abo?", null],
    ["Danke, aber wie kündige ich?", null],
    ["Ja, aber wo ist die Rechnung", null],
    ["Die Rechnung ist falsch", null],

    ["Hola", "greeting"],
    ["¡Buenos días!", "greeting"],
    ["buenas tardes a todos", "greeting"],
    ["necesito ayuda por favor", "greeting"],
    ["Hola, me llamo Juan", "greeting"],
    ["Gracias", "thanks"],
    ["¡Muchas gracias por su ayuda!", "thanks"],
    ["no, gracias", "thanks"],
    ["adiós", "thanks"],
    ["sí", "yes"],
    ["Sí, me ha ayudado", "yes"],
    ["vale, ya funciona", "yes"],
    ["no me ha servido", "no"],
    ["no funciona", "no"],
    ["ninguno de estos", "no"],
    ["eso no es lo que busco", "no"],
    ["¿eres un bot?", "identity"],
    ["¿con quién hablo?", "identity"],
    ["¿Cómo cancelo mi suscripción?", null],
    ["no encuentro mi factura", null],

    ["مرحبا", "greeting"],
    ["السلام عليكم", "greeting"],
    ["صباح الخير!", "greeting"],
    ["أحتاج مساعدة من فضلك", "greeting"],
    ["شكرا", "thanks"],
    ["شكرًا جزيلًا على المساعدة", "thanks"],
    ["لا شكرا", "thanks"],
    ["مع السلامة", "thanks"],
    ["نعم", "yes"],
    ["نعم، شكرًا", "yes"],
    ["تمام، المشكلة حلت", "yes"],
    ["لا", "no"],
    ["لم يساعدني هذا", "no"],
    ["لا شيء من هذه", "no"],
    ["لا يعمل", "no"],
    ["هل أنت إنسان؟", "identity"],
    ["مع من أتحدث؟", "identity"],
    ["كيف ألغي اشتراكي؟", null],
    ["لا أستطيع تسجيل الدخول", null],
  ])("%s says %s", (text, expected) => {
    expect(smallTalk(text)).toBe(expected);
  });

  it.each([
    ["Guten Tag, wie kündige ich?", "wie kündige ich?"],
    ["Hola, ¿dónde está mi factura?", "dónde está mi factura?"],
    ["السلام عليكم، أين فاتورتي؟", "أين فاتورتي؟"],
    ["Tag für Tag", "Tag für Tag"],
  ])("takes the greeting off %s", (text, expected) => {
    expect(withoutGreeting(text)).toBe(expected);
  });

  it("no word is of two languages at once: what English says in other languages' words is a question still", () => {
    for (const text of ["die hard", "the gift is was", "I want to war", "hat for the bot", "also an art"])
      expect(smallTalk(text)).toBeNull();
  });

  it("knows its own buttons when they are typed", () => {
    for (const locale of SPOKEN) {
      const options = (["yes", "no", "none", "human"] as const).map((pick) => option(pick, locale));
      for (const one of options) expect(typedChoice(one.label, options)).toEqual(one);
      expect(asksForHuman(option("human", locale).label)).toBe(true);
    }
  });
});

describe("asking for a human", () => {
  it.each([
    "Ich möchte mit einem Menschen sprechen",
    "Mitarbeiter bitte",
    "Kann ich mit jemandem reden?",
    "Verbinden Sie mich bitte mit einem Mitarbeiter",
    "Seit drei Tagen warte ich. Ich will einen echten Menschen!",
    "bitte um Rückruf",
    "Ich möchte mit einem Mitarbeiter über meine Bestellung sprechen",
    "Quiero hablar con una persona",
    "un agente por favor",
    "páseme con un operador",
    "¿Puedo hablar con alguien?",
    "necesito una persona real, no un bot",
    "quiero hablar con un agente sobre mi pedido",
    "أريد التحدث إلى موظف",
    "موظف من فضلك",
    "هل يمكنني التحدث مع شخص حقيقي؟",
    "حولني إلى خدمة العملاء",
    "أريد التحدث مع إنسان بخصوص طلبي",
  ])("hears it in %s", (text) => {
    expect(asksForHuman(text)).toBe(true);
  });

  it.each([
    "Wie füge ich einen Mitarbeiter hinzu?",
    "Wie viele Personen können im Team sein?",
    "Ein Mitarbeiter hat das Unternehmen verlassen",
    "Sind Sie ein Mensch?",
    "¿Cómo añado una persona a mi equipo?",
    "¿Cuántos agentes puedo tener?",
    "alguien usa mi cuenta",
    "كيف أضيف موظفًا إلى فريقي؟",
    "كم شخصا يمكن أن يكون في الفريق؟",
    "هل أنت إنسان؟",
  ])("leaves %s to the knowledge base", (text) => {
    expect(asksForHuman(text)).toBe(false);
  });

  it("knows whether the request says what about", () => {
    expect(humanRequest("Ich möchte mit einem Menschen sprechen wegen meiner Rechnung")).toEqual({ hasMatter: true });
    expect(humanRequest("quiero hablar con una persona sobre mi factura")).toEqual({ hasMatter: true });
    expect(humanRequest("موظف من فضلك")).toEqual({ hasMatter: false });
  });
});

describe("temper", () => {
  it.each([
    ["dieser Scheiß Bot, wo ist mein Paket", "angry"],
    ["Das ist eine Frechheit", "at_us"],
    ["Ihr seid Idioten", "at_us"],
    ["es una vergüenza", "at_us"],
    ["bot inútil", "at_us"],
    ["¿dónde mierda está mi pedido?", "angry"],
    ["بوت غبي", "at_us"],
    ["أنتم فاشلين", "at_us"],
    ["Wo ist meine Bestellung?", null],
    ["¿Dónde está mi pedido?", null],
    ["أين طلبي؟", null],
    ["Das funktioniert nicht", null],
  ])("%s: %s", (text, expected) => {
    expect(temper(text)).toBe(expected);
  });
});

it.each([
  ["auf Deutsch bitte", "de"],
  ["in German please", "de"],
  ["¿habla español?", "es"],
  ["en español por favor", "es"],
  ["بالعربية من فضلك", "ar"],
  ["а на немецком?", "de"],
  ["German invoices", null],
])("%s asks for %s", (text, expected) => {
  expect(languageAskedFor(text)).toBe(expected);
});

it.each([
  ["Meine Bestellnummer ist 471199", "number"],
  ["mi número de pedido es 471199", "number"],
  ["رقم طلبي هو 471199", "number"],
])("%s is nothing but data", (text, expected) => {
  expect(onlyData(text, () => false)).toBe(expected);
});
