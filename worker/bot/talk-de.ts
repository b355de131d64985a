import { talkWords } from "./talk-words.ts";

/** Inflected forms side by side: the words are compared without German grammar. */
export const GERMAN_TALK = talkWords({
  greetings: [
    "guten morgen",
    "guten tag",
    "guten abend",
    "schönen guten tag",
    "hallo",
    "hallöchen",
    "hi",
    "hey",
    "grüß gott",
    "grüezi",
    "servus",
    "moin",
    "moin moin",
    "ist da jemand",
    "sind sie da",
    "hallo zusammen",
  ],
  greeted: "zusammen bot team liebes an alle nochmal wieder und",
  thanks: "danke dankeschön bedanke tschüss tschüs wiedersehen ciao dank merci",
  thanksBeside: `vielen besten herzlichen schönen schön dir ihnen euch für die das den hilfe antwort sehr auch und noch tag abend wochenende einen auf
    nein nicht mehr nötig ja ok okay gut prima super alles klar ich mich bis bald bye`,
  yes: `ja jawohl jep jo genau richtig stimmt gut prima super perfekt toll klasse ok okay geholfen funktioniert klappt geklappt gelöst erledigt
    verstanden klar passt wunderbar hervorragend`,
  yesBeside: `das es hat mir jetzt nun ist alles wieder sehr schon danke vielen dank dankeschön sie haben ich habe mein meine problem frage die der antwort und
    wirklich gut doch so war auch gern bitte`,
  no: `nein nee nö nicht nichts falsch leider weder keine keines keiner kein schon bereits stopp`,
  noBeside: `das es hat mir ist war die der antwort hilft geholfen funktioniert geht klappt immer noch auch so ganz was ich meine meinte gemeint suche brauche habe
    versucht probiert gemacht davon von diesen dieser dieses problem mein meine frage gelöst danke aber passt trotzdem weiterhin richtig gesucht
    wollte wissen warum weiß doch gar überhaupt`,
  who: [
    "bist du ein bot",
    "sind sie ein bot",
    "bist du ein mensch",
    "sind sie ein mensch",
    "wer bist du",
    "wer sind sie",
    "mit wem spreche ich",
    "mit wem schreibe ich",
    "spreche ich mit einem menschen",
    "spreche ich mit einem bot",
    "ist das ein bot",
    "bist du echt",
    "was kannst du",
    "was können sie",
    "wer ist da",
    "wer schreibt hier",
    "bist du ein echter mensch",
    "sind sie ein echter mensch",
    "bist du eine maschine",
    "bist du ein roboter",
  ],
  help: "hilfe helfen hilf frage fragen",
  helpBeside:
    "ich brauche bitte können sie kannst du mir habe eine noch weitere andere ein paar und benötige uns haben hätte",
  person: `mensch menschen person mitarbeiter mitarbeiterin mitarbeitern jemand jemanden jemandem kollege kollegen kollegin berater beraterin kundenberater
    kundendienst agent agenten operator ansprechpartner sachbearbeiter kundenservice rückruf`,
  asking: `ich will möchte mochte würde wurde brauche benötige hätte gern gerne mit einem einer eine einen ein dem der den die das sprechen reden chatten telefonieren
    schreiben kann könnte können darf dürfte verbinden verbinde verbindet sie mich mir uns weiterleiten durchstellen stellen durch holen hole geben gib
    bitte jetzt sofort gleich dringend echten echter echte richtigen richtiger lebenden wirklichen menschlichen menschlicher vom zum zu support service team
    nicht kein keinem keinen bot roboter maschine statt anstatt hier da ist es und oder direkt persönlich lieber nur noch wir um mal rufen rufe an zurück anrufen`,
  wishes: `will möchte würde brauche benötige hätte sprechen reden chatten telefonieren verbinden verbinde weiterleiten durchstellen rufen rufe`,
  about: "wegen über bezüglich hinsichtlich weil zum",
  anger: `scheiße scheiss scheisse scheiß verdammt verdammte verfickt fick arschloch idiot idioten idiotisch dumm dumme dummer dümmster blöd blöde blöder bescheuert
    nutzlos nutzloser unverschämt unverschämtheit frechheit lächerlich saftladen schrott verarschen verarscht katastrophe unfassbar mist dreck`,
  angerBeside: `das ist ist ja so ein eine einen ihr du sie seid bist sind der die den bot roboter service support hier nicht nichts nie immer noch wieder schon was wie warum
    funktioniert geht klappt hilft mir uns ich und total völlig einfach nur echt doch denn für`,
});
