/** A mistake or a weakness of the knowledge base's source. An error fails the build. */
export type Problem = {
  level: "error" | "warning";
  /** Groups repeated warnings in the terminal. */
  kind: ProblemKind;
  /** As the person named the folder, with "/" between the parts. */
  file: string;
  /** From 1; null for the whole file. */
  line: number | null;
  reason: string;
};

export type ProblemKind =
  | "file"
  | "yaml"
  | "field"
  | "link"
  | "nesting"
  | "html"
  | "placeholder"
  | "image"
  | "empty body"
  | "long block"
  | "long article"
  | "category"
  | "duplicate title"
  | "missing translation"
  | "no question"
  | "articles alike"
  | "question elsewhere"
  | "golden question"
  | "no articles"
  | "many articles"
  | "diagnosis"
  | "help left out";

/** Collects what is wrong with one file. */
export type Report = (level: Problem["level"], kind: ProblemKind, line: number | null, reason: string) => void;

export const reporter =
  (file: string, into: Problem[]): Report =>
  (level, kind, line, reason) => {
    into.push({ level, kind, file, line, reason });
  };

/** `file:line: reason`. */
export const formatReason = ({ file, line, reason }: Problem): string =>
  `${line === null ? file : `${file}:${line}`}: ${reason}`;
